import type { Measurements } from "../report/measurements.ts";
import { medianPerSecond } from "../report/median-per-second.ts";
import type { ReportedPace } from "../report/reported-pace.ts";
import type { Target } from "../target/target.ts";
import type { UnjudgedTally } from "./unjudged-tally.ts";

/** At what pace a target let itself be asked, and was. */
export const paceOf = (
  { throttle }: Target,
  { timeline }: Measurements,
  { unanswered, passed }: UnjudgedTally,
): ReportedPace => {
  const { refusals, perSecond, speed } = throttle;
  return {
    refusals,
    unanswered,
    ...(passed === 0 ? {} : { allowed: passed }),
    perSecond: refusals === 0 ? null : perSecond,
    speed: { medianPerSecond: medianPerSecond(timeline.summary), ...speed },
  };
};
