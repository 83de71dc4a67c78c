import type { Reading } from "../../../cases/reading.ts";
import { acceptedBody } from "../../../judge/judge.ts";
import { remembering } from "./remembering.ts";

/** What a request to the instance-ids operation asks for, defaults filled in. */
export interface RefreshOptions {
  /** Null for a scan. */
  readonly cvmIds: readonly string[] | null;
  readonly runningOnly: boolean;
  readonly missingOnly: boolean;
  readonly overwrite: boolean;
  readonly limit: number;
  readonly dryRun: boolean;
}

/** Source: openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties. */
const defaults = { running_only: true, missing_only: true, overwrite: false, limit: 100, dry_run: false } as const;

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((member) => typeof member === "string");

/** The options that a valid request asks for, or null where the request is not owed acceptance. */
export const refreshOptions: (reading: Reading) => RefreshOptions | null = remembering((reading: Reading) => {
  const body = acceptedBody(reading);
  if (body === null) return null;
  const own = (name: string): unknown => (Object.hasOwn(body, name) ? body[name] : undefined);
  const flag = (name: Exclude<keyof typeof defaults, "limit">): boolean => {
    const value = own(name);
    return typeof value === "boolean" ? value : defaults[name];
  };
  const limit = own("limit");
  const cvmIds = own("cvm_ids");
  return {
    cvmIds: isTextList(cvmIds) ? cvmIds : null,
    runningOnly: flag("running_only"),
    missingOnly: flag("missing_only"),
    overwrite: flag("overwrite"),
    limit: typeof limit === "number" ? limit : defaults.limit,
    dryRun: flag("dry_run"),
  };
});
