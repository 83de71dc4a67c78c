import type { BoundShare, PaceBound } from "../../cases/pace-bound.ts";
import { medianPerSecond } from "../median-per-second.ts";
import type { Report, ReportedTimeline } from "../report.ts";
import type { ReportedPace, ReportedSpeed } from "../reported-pace.ts";
import { sum } from "./sum.ts";

/** Each share weighs as much as its shard took time. */
const mergeBounds = (
  parts: readonly { readonly bounds: readonly BoundShare[]; readonly durationMs: number }[],
): readonly BoundShare[] => {
  const wholeMs = sum(parts.map(({ durationMs }) => durationMs));
  const tookMs = new Map<PaceBound, number>();
  for (const { bounds, durationMs } of parts)
    for (const { by, share } of bounds) tookMs.set(by, (tookMs.get(by) ?? 0) + share * durationMs);
  return [...tookMs]
    .map(([by, ms]) => ({ by, share: Math.round((100 * ms) / Math.max(wholeMs, 1)) / 100 }))
    .toSorted((one, other) => other.share - one.share);
};

/** Null where one of the shards does not tell. */
const mergeSpeeds = (reports: readonly Report[], timeline: ReportedTimeline): ReportedSpeed | null => {
  const told = reports.flatMap(({ pace, durationMs }) => (pace.speed == null ? [] : [{ ...pace.speed, durationMs }]));
  if (told.length < reports.length) return null;
  return {
    medianPerSecond: medianPerSecond(timeline),
    mostInFlight: sum(told.map(({ mostInFlight }) => mostInFlight)),
    shards: told.length,
    bounds: mergeBounds(told),
  };
};

/** The pace of a whole run: its shards run at once, share what the target lets through, and `timeline` is that of all of them. */
export const mergePaces = (reports: readonly Report[], timeline: ReportedTimeline): ReportedPace => {
  const paces = reports.flatMap(({ pace }) => pace.perSecond ?? []);
  return {
    refusals: sum(reports.map(({ pace }) => pace.refusals)),
    unanswered: sum(reports.map(({ pace }) => pace.unanswered)),
    ...(reports.some(({ pace }) => pace.allowed !== undefined)
      ? { allowed: sum(reports.map(({ pace }) => pace.allowed ?? 0)) }
      : {}),
    perSecond: paces.length === 0 ? null : sum(paces),
    speed: mergeSpeeds(reports, timeline),
  };
};
