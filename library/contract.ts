import { type Contract, loadContract as load, openapiDocument } from "../contract/index.ts";

/**
 * The contract that servers are held to: the package's own `openapi.json`, or a parsed OpenAPI 3.1 document that is given. Throws an
 * error that names the place where a document lacks what a contract needs.
 *
 * @example
 * import { loadContract } from "cvm-contract";
 *
 * const { title, sha256, operations } = loadContract();
 * for (const { method, path } of operations) console.log(title, sha256.slice(0, 8), method, path);
 */
export const loadContract = (document: unknown = openapiDocument): Contract => load(document);
