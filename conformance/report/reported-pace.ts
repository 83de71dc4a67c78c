import type { BoundShare } from "../cases/pace-bound.ts";

/** How fast a target was asked. */
export interface ReportedSpeed {
  /** Requests answered a second, in the median of the timeline's stretches. */
  readonly medianPerSecond: number;
  /** The most requests that were in flight at once; of merged shards added up, which is more than there were at once unless all had their most together. */
  readonly mostInFlight: number;
  /** How many shards these are of, where reports were merged; left out of one run's. */
  readonly shards?: number;
  /** What kept the run from being faster, each with its share of the time (0 to 1), the greatest first. */
  readonly bounds: readonly BoundShare[];
}

/** How a target let itself be asked. */
export interface ReportedPace {
  /** Answers 429, each sending of a request counted: what got one is sent again, a few times at most, unless that was seen not to help. */
  readonly refusals: number;
  /** Requests whose last answer was 429 or 503: they are no evidence that a law holds, and a 503 is some for what it breaks. */
  readonly unanswered: number;
  /** Requests whose last answer had a status that the user allows: they are no evidence either. Left out where none is allowed. */
  readonly allowed?: number;
  /** Requests a second that were sent in the end, after answers 429; null where there were none. */
  readonly perSecond: number | null;
  /** How fast it was asked, and why not faster; null where nothing was sent but what others send. */
  readonly speed: ReportedSpeed | null;
}
