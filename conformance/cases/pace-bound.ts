/**
 * What keeps a run from being faster. `workers`: as many cases were under way as there may be. `rate`: the pace that the user set.
 * `refusals`: answers 429 or 503, and the time for which they ask to be left alone. `latency`: more at once made answers slower.
 * `previews`: a preview of a new kind was tried out alone, and what it told of looked at, so that others waited for that.
 * `outage`: it was waited for that the server is well again. `trial`: it was still tried how many the server takes at once. `order`: there was less to send at once than there may be, for
 * requests wait for what came of others, or for the harness.
 */
export type PaceBound = "workers" | "rate" | "refusals" | "latency" | "previews" | "outage" | "trial" | "order";

/** For which share of the time, 0 to 1, a run was kept by what. */
export interface BoundShare {
  readonly by: PaceBound;
  readonly share: number;
}
