import { assertNever } from "../cases/assert-never.ts";
import type { BoundShare } from "../cases/pace-bound.ts";
import type { Report, ReportedSettings } from "../report/report.ts";
import { counted, countText, perSecondText } from "./number-text.ts";

/** What took less of the time than the greatest is told from this share on. */
const TOLD_SHARE = 0.2;

const clauseOf = ({ by }: BoundShare, { workers, rate }: Pick<ReportedSettings, "workers" | "rate">): string => {
  switch (by) {
    case "workers":
      return workers === 1 ? "one was under way" : "that many were under way";
    case "rate":
      return `${typeof rate === "number" ? `--rate ${rate}` : "--rate"} kept it from more`;
    case "refusals":
      return "answers 429 or 503 kept it from more";
    case "latency":
      return "fewer were under way, for more at once made the answers slower";
    case "previews":
      return "previews of new kinds were tried out alone, and others waited for that";
    case "outage":
      return "it was waited for that the server is well again";
    case "trial":
      return "it was being tried how many at once the server takes";
    case "order":
      return workers === 1 ? "the next request waited for what came of the last" : "there were fewer to send at once";
    default:
      return assertNever(by);
  }
};

/** How many cases were under way at once, at most. A case may have several requests in flight, or none while it is judged. */
const casesText = (workers: number | null, shards: number): string => {
  const each = shards === 1 ? "" : " in each";
  return workers === null
    ? `as many cases under way as --workers allowed${each}`
    : `at most ${counted(workers, "case")} under way${each} (--workers)`;
};

/** What is to be said of how fast a run was and why it was not faster, in one sentence; nothing where it sent nothing of its own. */
export const speedTexts = ({ pace, settings }: Pick<Report, "pace" | "settings">): readonly string[] => {
  // Reports of versions before it have none.
  const {
    medianPerSecond,
    mostInFlight,
    shards = 1,
    bounds,
  } = pace.speed ?? { medianPerSecond: 0, mostInFlight: 0, bounds: [] };
  if (mostInFlight === 0) return [];
  const told = bounds.filter(({ share }, place) => place === 0 || share >= TOLD_SHARE);
  const why = told.map((bound) => `for ${Math.round(bound.share * 100)} % of the time ${clauseOf(bound, settings)}`);
  return [
    `${perSecondText(medianPerSecond)} in the median, at most ${countText(mostInFlight)} in flight${shards === 1 ? "" : `, those of ${shards} shards added up`}, from ${casesText(settings.workers, shards)}${why.length === 0 ? "" : `: ${why.join(", ")}`}.`,
  ];
};
