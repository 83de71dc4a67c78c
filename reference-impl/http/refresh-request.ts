import type { RefreshOptions } from "../refresh/refresh-options.ts";

/** A valid request body. Source: openapi.json#/components/schemas/BatchInstanceIdRefreshRequest */
export interface RefreshRequest {
  readonly cvm_ids?: readonly string[] | null;
  readonly running_only?: boolean;
  readonly missing_only?: boolean;
  readonly overwrite?: boolean;
  readonly limit?: number;
  readonly dry_run?: boolean;
}

/** Fills in the defaults. */
export type ToRefreshOptions = (request: RefreshRequest) => RefreshOptions;

/** The contract's defaults. Source: openapi.json#/components/schemas/BatchInstanceIdRefreshRequest */
export const toRefreshOptions: ToRefreshOptions = (request) => ({
  cvmIds: request.cvm_ids ?? null,
  runningOnly: request.running_only ?? true,
  missingOnly: request.missing_only ?? true,
  overwrite: request.overwrite ?? false,
  limit: request.limit ?? 100,
  dryRun: request.dry_run ?? false,
});
