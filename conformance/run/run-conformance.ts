import type { Report } from "../report/report.ts";
import type { Reporter } from "../report/run-event.ts";
import { Run } from "./run.ts";
import type { RunOptions } from "./run-options.ts";

/**
 * Holds a server to the contract and the laws, and reports. The same options send the same cases in the same order of
 * generation, whatever the number of workers; looks after previews come besides.
 * Rejects with `TargetError` where the target can't be reached, `StrangerError` where somebody else answers, `AccessError` where it refuses every credential given, `StateError` where the state
 * probe can't be used, and `ContinueError`. A target that is lost on the way ends the run, and the report says so.
 */
export const runConformance = (options: RunOptions, reporters: readonly Reporter[]): Promise<Report> =>
  new Run(options, reporters).go();
