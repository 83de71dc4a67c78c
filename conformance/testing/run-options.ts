import type { RunOptions } from "../run/run-options.ts";
import { contract } from "./example-judge.ts";

/** Options of a short run against `target` with previews alone; a key of a member's is `secret`. */
export const runOptionsFor = (
  target: URL,
  laws: RunOptions["laws"],
  changes: Partial<RunOptions> = {},
): RunOptions => ({
  contract,
  laws,
  toolVersion: "0.0.0",
  target,
  isEmbedded: false,
  credentials: [],
  credentialHeaders: (credential): Readonly<Record<string, string>> =>
    credential === "member" ? { "x-api-key": "secret" } : {},
  extraHeaders: () => ({ headers: {}, isWhole: true }),
  stateHeaders: {},
  stateUrl: null,
  allowWrites: false,
  profile: "contract",
  failOn: "must",
  phases: ["probe", "boundary", "fuzz", "relations"],
  lawIds: null,
  skippedLawIds: [],
  shard: null,
  cases: 200,
  rounds: 1,
  budget: "thorough",
  mostFindings: null,
  mostRequests: null,
  timeMs: null,
  seed: 7,
  workers: 4,
  ratePerSecond: null,
  timeoutMs: 2000,
  strictEvidence: false,
  corpus: null,
  baseline: null,
  signal: new AbortController().signal,
  now: () => 0,
  ...changes,
});
