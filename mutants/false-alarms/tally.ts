import type { Report } from "../../conformance/index.ts";
import { isObject } from "../../contract/index.ts";
import { complaints, type ToldFinding } from "../suites/gate.ts";
import { type Leave, leaves } from "./leave.ts";
import { type SoundServerName, soundServerNames } from "./sound-server.ts";

/** What came of holding one server to the laws, over as many runs as there were, each with a seed and data of its own. */
export interface Tally {
  readonly server: SoundServerName;
  readonly leave: Leave;
  readonly version: string;
  /** ISO 8601, UTC: when the last run ended. */
  readonly endedAt: string;
  /** The seeds are 1 to `runs`. */
  readonly runs: number;
  readonly cases: number;
  readonly requests: number;
  /** Every must finding in words: each is a false alarm. */
  readonly must: readonly string[];
  /** How many runs found each law broken at the level `should` or, for the reference, `reference`. */
  readonly should: Readonly<Record<string, number>>;
  /** How many runs saw each law broken and not again. */
  readonly unstable: Readonly<Record<string, number>>;
  /** How many runs came to no verdict; null in a tally that was begun before this was counted. */
  readonly inconclusive: number | null;
}

/** Before the first run. */
export const emptyTally = (server: SoundServerName, leave: Leave, version: string): Tally => ({
  server,
  leave,
  version,
  endedAt: "",
  runs: 0,
  cases: 0,
  requests: 0,
  must: [],
  should: {},
  unstable: {},
  inconclusive: 0,
});

const counted = (
  counts: Readonly<Record<string, number>>,
  laws: Iterable<string>,
): Readonly<Record<string, number>> => {
  const next = { ...counts };
  for (const law of new Set(laws)) next[law] = (next[law] ?? 0) + 1;
  return next;
};

/** What a tally takes from a run's report. */
export interface TalliedReport extends Pick<Report, "cases" | "requests" | "laws" | "outcome"> {
  readonly findings: readonly ToldFinding[];
}

/** A tally with one more run in it. A law that failed by itself counts among the must findings. */
export const withRun = (tally: Tally, report: TalliedReport, endedAt: string): Tally => {
  const failed = report.laws.filter(({ verdict }) => verdict === "harness-error").map(({ id }) => `${id} failed`);
  const lesser = report.findings.filter(({ level }) => level !== "must").map(({ law }) => law);
  const unstable = report.laws.filter(({ verdict }) => verdict === "unstable").map(({ id }) => id);
  return {
    ...tally,
    endedAt,
    runs: tally.runs + 1,
    cases: tally.cases + report.cases,
    requests: tally.requests + report.requests,
    must: [...tally.must, ...complaints(report, "must"), ...failed],
    should: counted(tally.should, lesser),
    unstable: counted(tally.unstable, unstable),
    inconclusive: tally.inconclusive === null ? null : tally.inconclusive + (report.outcome === "inconclusive" ? 1 : 0),
  };
};

const isCounts = (value: unknown): value is Readonly<Record<string, number>> =>
  isObject(value) && Object.values(value).every((count) => typeof count === "number");

const isTally = (value: unknown): value is Tally =>
  isObject(value) &&
  soundServerNames.some((name) => name === value.server) &&
  leaves.some((leave) => leave === value.leave) &&
  (value.inconclusive === null || typeof value.inconclusive === "number") &&
  typeof value.version === "string" &&
  typeof value.endedAt === "string" &&
  typeof value.runs === "number" &&
  typeof value.cases === "number" &&
  typeof value.requests === "number" &&
  Array.isArray(value.must) &&
  value.must.every((finding) => typeof finding === "string") &&
  isCounts(value.should) &&
  isCounts(value.unstable);

/** Tallies from a file's JSON. Throws where they are none. */
export const decodeTallies = (text: string): readonly Tally[] => {
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value) && value.every(isTally)) return value;
  throw new TypeError("The file holds no tallies of false-alarm runs. Delete it, and the runs start over.");
};
