export { canonicalJson, canonicalSha256 } from "./canonical-json.ts";
export { ContractError } from "./contract-error.ts";
export { isJsonObject, isObject, type Json, type JsonObject } from "./json.ts";
export { type Contract, loadContract } from "./load-contract.ts";
export { openapiDocument } from "./openapi-document.ts";
export type { Operation, RequestBodySpec, ResponseSpec } from "./operation.ts";
export { escapeToken, pointerTo, valueAt } from "./pointer.ts";
export { type SchemaNode, schemaAt } from "./schema.ts";
