import type { RunOutcome } from "../conformance/index.ts";

/** How the command ends. `interrupted` and `terminated` are 128 and the signal's number, as shells count. */
export const EXIT = {
  conforms: 0,
  broken: 1,
  usage: 2,
  failed: 3,
  inconclusive: 4,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** How a run's outcome ends the command. */
export const exitCodes: Readonly<Record<RunOutcome, ExitCode>> = {
  conforms: EXIT.conforms,
  broken: EXIT.broken,
  inconclusive: EXIT.inconclusive,
  failed: EXIT.failed,
};

/** What `check` and `fuzz` end with 4 for, in the words of their help. */
export const WITHOUT_VERDICT =
  "no finding fails the gate, but previews write, can't be looked after or may have written (much that is stored changed by whom was not seen, or, in a first look or by --state-url, anything, and was not seen to go on changing once nothing was sent), or much is stored otherwise that no answer reported (with --allow-writes, without --state-url), or most requests were answered 429 or 503 or none in time, or no must law was put to the test";
