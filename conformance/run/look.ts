import type { CredentialName } from "../cases/exchange.ts";
import type { Knowledge } from "../cases/knowledge.ts";
import type { Report } from "../report/report.ts";
import type { Reporter } from "../report/run-event.ts";
import { withSample } from "../phases/probing/sample-knowledge.ts";
import { Run } from "./run.ts";
import type { RunOptions } from "./run-options.ts";

/** So many requests a first look sends at most, whatever for. */
const MOST_REQUESTS = 50;

/** What a first look saw. */
export interface Look {
  readonly report: Report;
  /** What was learned, and a sample for the keys that were not sent; null where the server answered too little. */
  readonly knowledge: Knowledge | null;
  /** The keys that the run was given and the look did not send. */
  readonly unsent: readonly CredentialName[];
  /** How many CVMs each key sees, by what became of them. */
  readonly seen: ReadonlyMap<CredentialName, ReadonlyMap<string, number>>;
}

/**
 * Takes a first look at a server that matters: at most 50 requests, one at a time, previews all of them, the narrowest first, and none that
 * names `overwrite`, with the first of the keys; the last of them after a while, for what previews write late. Rejects as `runConformance` does.
 */
export const lookAt = async (options: RunOptions, reporters: readonly Reporter[]): Promise<Look> => {
  // One key will do, and leaves room for what is narrow.
  const credentials = options.credentials.slice(0, 1);
  const unsent = options.credentials.slice(1);
  const run = new Run(
    {
      ...options,
      credentials,
      phases: ["probe"],
      workers: 1,
      rounds: 1,
      allowWrites: false,
      corpus: null,
      mostRequests: MOST_REQUESTS,
    },
    reporters,
  );
  const report = await run.go();
  const { knowledge } = run;
  const seen = new Map(
    [...knowledge.seen].map(([credential, cvms]) => [
      credential,
      new Map([...Map.groupBy(cvms, ({ status }) => status)].map(([status, alike]) => [status, alike.length])),
    ]),
  );
  return { report, knowledge: seen.size === 0 ? null : withSample(knowledge, unsent), unsent, seen };
};
