import document from "../openapi.json" with { type: "json" };

/** `openapi.json` as delivered, parsed and not yet trusted. */
export const openapiDocument: unknown = document;
