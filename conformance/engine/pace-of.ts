import type { Measurements } from "../report/measurements.ts";
import { medianPerSecond } from "../report/median-per-second.ts";
import type { ReportedPace } from "../report/report.ts";
import type { Target } from "../target/target.ts";

/** At what pace a target let itself be asked, and was. `unanswered` requests got 429 or 503 for the last answer. */
export const paceOf = ({ throttle }: Target, { timeline }: Measurements, unanswered: number): ReportedPace => {
  const { refusals, perSecond, speed } = throttle;
  return {
    refusals,
    unanswered,
    perSecond: refusals === 0 ? null : perSecond,
    speed: { medianPerSecond: medianPerSecond(timeline.summary), ...speed },
  };
};
