import { ContractError } from "./contract-error.ts";
import { isObject } from "./json.ts";
import { valueAt } from "./pointer.ts";

/** A schema object of the document together with the pointer that names it. */
export interface SchemaNode {
  readonly pointer: string;
  readonly keywords: Readonly<Record<string, unknown>>;
}

/**
 * The schema at `pointer`, local `$ref`s followed to their end, so that `pointer` names where the keywords really stand.
 * Throws `ContractError` when there is no schema object, or a reference leaves the document or never ends.
 */
export const schemaAt = (document: unknown, pointer: string): SchemaNode => {
  let at = pointer;
  for (let hops = 0; hops < 32; hops += 1) {
    const keywords = valueAt(document, at);
    if (!isObject(keywords)) throw new ContractError(at, "there is no schema object", "Mend the reference to it.");
    const ref = keywords.$ref;
    if (ref === undefined) return { pointer: at, keywords };
    if (typeof ref !== "string" || !ref.startsWith("#/"))
      throw new ContractError(at, `the reference ${JSON.stringify(ref)} leaves the document`, "Bundle the document.");
    at = decodeURIComponent(ref.slice(1));
  }
  throw new ContractError(pointer, "the references never end", "Break the circle.");
};
