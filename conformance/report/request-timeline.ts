import type { Outcome } from "../cases/exchange.ts";
import type { ReportedStretch, ReportedTimeline } from "./report.ts";

/** So many stretches are kept at most. */
const MAX_STRETCHES = 120;

/** How long a stretch is at first. */
const FIRST_STRETCH_MS = 100;

const EMPTY: ReportedStretch = { requests: 0, failures: 0, slowestMs: 0 };

const together = (one: ReportedStretch, other: ReportedStretch): ReportedStretch => ({
  requests: one.requests + other.requests,
  failures: one.failures + other.failures,
  slowestMs: Math.max(one.slowestMs, other.slowestMs),
});

const hasFailed = (outcome: Outcome): boolean => outcome.kind === "fault" || outcome.status >= 500;

/** What happened when, in equal stretches of time: once there are too many, each two become one, so that it stays small over hours. */
export class RequestTimeline {
  #stretchMs = FIRST_STRETCH_MS;
  #stretches: ReportedStretch[] = [];

  /** Counts a request that was answered, or given up, so long after the start of the run. */
  add(atMs: number, outcome: Outcome): void {
    this.#put(atMs, { requests: 1, failures: hasFailed(outcome) ? 1 : 0, slowestMs: outcome.latencyMs });
  }

  /** Adds what another run, which began at the same time, has counted: shards of one run do. */
  addAll({ stretchMs, stretches }: ReportedTimeline): void {
    while (this.#stretchMs < stretchMs) this.#halve();
    for (const [index, stretch] of stretches.entries()) this.#put(index * stretchMs, stretch);
  }

  get summary(): ReportedTimeline {
    return {
      stretchMs: this.#stretchMs,
      stretches: this.#stretches.map((stretch) => ({
        ...stretch,
        slowestMs: Math.round(stretch.slowestMs * 100) / 100,
      })),
    };
  }

  #put(atMs: number, stretch: ReportedStretch): void {
    while (atMs >= MAX_STRETCHES * this.#stretchMs) this.#halve();
    const index = Math.floor(atMs / this.#stretchMs);
    while (this.#stretches.length <= index) this.#stretches.push(EMPTY);
    this.#stretches[index] = together(this.#stretches[index] ?? EMPTY, stretch);
  }

  #halve(): void {
    this.#stretchMs *= 2;
    this.#stretches = Array.from({ length: Math.ceil(this.#stretches.length / 2) }, (_, index) =>
      together(this.#stretches[2 * index] ?? EMPTY, this.#stretches[2 * index + 1] ?? EMPTY),
    );
  }
}
