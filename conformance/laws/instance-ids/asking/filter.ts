/** An option that keeps CVMs out. Source: openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties. */
export type Filter = "running_only" | "missing_only";

/** The other filter. */
export const otherFilter = (filter: Filter): Filter => (filter === "running_only" ? "missing_only" : "running_only");
