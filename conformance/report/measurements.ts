import { CaseTally } from "../cases/case-tally.ts";
import type { Outcome } from "../cases/exchange.ts";
import type { Shape } from "../generate/schema-shape.ts";
import { Coverage } from "./coverage.ts";
import { LatencyHistogram } from "./latency-histogram.ts";
import { RequestTimeline } from "./request-timeline.ts";

/** What a run counts and times as it goes, for its report. */
export class Measurements {
  readonly tally = new CaseTally();
  readonly coverage: Coverage;
  readonly latencies = new LatencyHistogram();
  readonly timeline = new RequestTimeline();
  readonly #startMs: number;

  /** `shape` is that of the operation's request body; `startMs` the reading of `performance.now()` at which the run began. */
  constructor(shape: Shape, startMs: number) {
    this.coverage = new Coverage(shape);
    this.#startMs = startMs;
  }

  /** Milliseconds since the run began. */
  get elapsedMs(): number {
    return performance.now() - this.#startMs;
  }

  /** Takes down when an answer came, how long it took, and whether it was a failure. */
  time(outcome: Outcome): void {
    this.latencies.add(outcome.latencyMs);
    this.timeline.add(this.elapsedMs, outcome);
  }
}
