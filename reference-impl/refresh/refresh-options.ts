/** What a request asks for, every default filled in. Source: openapi.json#/components/schemas/BatchInstanceIdRefreshRequest */
export interface RefreshOptions {
  /** Which CVMs, in the caller's own words and order; null for a scan of the caller's workspace. */
  readonly cvmIds: readonly string[] | null;
  readonly runningOnly: boolean;
  readonly missingOnly: boolean;
  readonly overwrite: boolean;
  /** How many CVMs are processed at most. */
  readonly limit: number;
  readonly dryRun: boolean;
}
