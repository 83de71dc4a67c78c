import { isObject } from "../../contract/index.ts";

/** What a valid request asks for, every default filled in. Source: openapi.json#/components/schemas/BatchInstanceIdRefreshRequest */
export interface RefreshOptions {
  /** Null for a scan of the whole workspace. */
  readonly cvmIds: readonly string[] | null;
  readonly runningOnly: boolean;
  readonly missingOnly: boolean;
  readonly overwrite: boolean;
  readonly limit: number;
}

const KNOWN = ["cvm_ids", "running_only", "missing_only", "overwrite", "limit", "dry_run"];

const isText = (value: unknown): value is string => typeof value === "string";

/** Reads a body that the contract allows; `dry_run` is left out, for a mock keeps nothing in either case. */
export const toRefreshOptions = (body: unknown): RefreshOptions => {
  const request = isObject(body) ? body : {};
  return {
    cvmIds: Array.isArray(request.cvm_ids) ? request.cvm_ids.filter(isText) : null,
    runningOnly: request.running_only !== false,
    missingOnly: request.missing_only !== false,
    overwrite: request.overwrite === true,
    limit: typeof request.limit === "number" ? request.limit : 100,
  };
};

/** The properties of a body that the contract does not know: allowed, and perhaps misspelt. */
export const unknownProperties = (body: unknown): readonly string[] =>
  isObject(body) ? Object.keys(body).filter((name) => !KNOWN.includes(name)) : [];
