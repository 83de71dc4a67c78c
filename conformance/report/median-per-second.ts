import type { ReportedTimeline } from "./report.ts";

/** How many requests a second were answered in the median of a run's stretches of time, to three digits; the last one may have ended early, and counts only where there is no other. */
export const medianPerSecond = ({ stretchMs, stretches }: ReportedTimeline): number => {
  const whole = stretches.length > 1 ? stretches.slice(0, -1) : stretches;
  const counts = whole.map(({ requests }) => requests).toSorted((one, other) => one - other);
  const [low = 0, high = 0] = [counts[(counts.length - 1) >> 1], counts[counts.length >> 1]];
  return Number(((((low + high) / 2) * 1000) / stretchMs).toPrecision(3));
};
