import type { ReportedSettings } from "../report/report.ts";
import { routeText, STRAIGHT } from "../target/connection/connection.ts";
import type { RunOptions } from "./run-options.ts";

/** What is said of the way to the server. */
export const reachedBy = ({
  target,
  connection = STRAIGHT,
}: Pick<RunOptions, "target" | "connection">): Pick<ReportedSettings, "insecure" | "reached"> => {
  const reached = routeText(connection.routeTo(target)).trim();
  return { ...(connection.tls.isInsecure ? { insecure: true } : {}), ...(reached === "" ? {} : { reached }) };
};

/** What a report says of how its run was asked for. */
export const settingsOf = (options: RunOptions): ReportedSettings => ({
  embedded: options.isEmbedded,
  ...(options.app === undefined ? {} : { inProcess: true }),
  ...(options.ownLevels === undefined || options.ownLevels.length === 0 ? {} : { levels: options.ownLevels }),
  ...(options.allowedStatuses === undefined || options.allowedStatuses.length === 0
    ? {}
    : { allowed: options.allowedStatuses }),
  ...reachedBy(options),
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
