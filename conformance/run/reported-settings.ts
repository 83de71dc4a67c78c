import type { ReportedSettings } from "../report/report.ts";
import type { RunOptions } from "./run-options.ts";

/** What a report says of how its run was asked for. */
export const settingsOf = (options: RunOptions): ReportedSettings => ({
  embedded: options.isEmbedded,
  ...(options.app === undefined ? {} : { inProcess: true }),
  allowWrites: options.allowWrites,
  stateProbe: options.stateUrl !== null,
  credentials: options.credentials,
  profile: options.profile,
  failOn: options.failOn,
  strictEvidence: options.strictEvidence,
  phases: options.phases,
  cases: Number.isFinite(options.rounds) ? options.cases * options.rounds : null,
  workers: options.workers,
  rate: options.ratePerSecond,
});
