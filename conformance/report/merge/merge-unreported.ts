import type { Report } from "../report.ts";

/** What no answer reported, in the shard that tells of most CVMs: each may have had a server of its own. */
export const mergeUnreported = (reports: readonly Report[]): Pick<Report, "unreported"> => {
  const [unreported] = reports
    .flatMap((report) => report.unreported ?? [])
    .toSorted((one, other) => other.cvms.length - one.cvms.length);
  return unreported === undefined ? {} : { unreported };
};
