import type { ReportedTimeline } from "./report.ts";

/** Stretches twice as long. */
const doubled = ({ stretchMs, stretches }: ReportedTimeline): ReportedTimeline => ({
  stretchMs: stretchMs * 2,
  stretches: stretches.flatMap((one, index) => {
    if (index % 2 === 1) return [];
    const { requests = 0, failures = 0, slowestMs = 0 } = stretches[index + 1] ?? {};
    return [
      {
        requests: one.requests + requests,
        failures: one.failures + failures,
        slowestMs: Math.max(one.slowestMs, slowestMs),
      },
    ];
  }),
});

/**
 * How many requests a second were answered in the median of a run's stretches of time, to three digits; the last one may have ended early, and
 * counts only where there is no other. Where answers are so rare that most stretches have none, of longer ones.
 */
export const medianPerSecond = (timeline: ReportedTimeline): number => {
  const { stretchMs, stretches } = timeline;
  const whole = stretches.length > 1 ? stretches.slice(0, -1) : stretches;
  const counts = whole.map(({ requests }) => requests).toSorted((one, other) => one - other);
  const [low = 0, high = 0] = [counts[(counts.length - 1) >> 1], counts[counts.length >> 1]];
  if (low + high === 0 && stretches.length > 1) return medianPerSecond(doubled(timeline));
  return Number(((((low + high) / 2) * 1000) / stretchMs).toPrecision(3));
};
