import type { ReportedLatency } from "./report.ts";

/** Each bucket of latencies is so much wider than the one before. */
export const BUCKET_GROWTH = 1.02;

const rounded = (ms: number): number => Math.round(ms * 100) / 100;

/** Latencies in milliseconds, in buckets of two per cent: small however many there are. */
export class LatencyHistogram {
  readonly #buckets = new Map<number, number>();
  #count = 0;
  #maxMs = 0;

  add(latencyMs: number): void {
    this.#put(Math.round(Math.log(Math.max(latencyMs, 0.001)) / Math.log(BUCKET_GROWTH)), 1);
    this.#maxMs = Math.max(this.#maxMs, latencyMs);
  }

  /** Adds all that another histogram, read back from a report, has counted. */
  addAll({ buckets, max }: ReportedLatency): void {
    for (const [bucket, count] of Object.entries(buckets)) this.#put(Number(bucket), count);
    this.#maxMs = Math.max(this.#maxMs, max);
  }

  #put(bucket: number, count: number): void {
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + count);
    this.#count += count;
  }

  /** The latency that the share `quantile` (0 to 1) of all stayed within, to two per cent; 0 where there are none. */
  at(quantile: number): number {
    let left = Math.ceil(this.#count * quantile);
    for (const [bucket, count] of this.#sorted()) {
      left -= count;
      if (left <= 0) return Math.min(BUCKET_GROWTH ** bucket, this.#maxMs);
    }
    return this.#maxMs;
  }

  /** What a report says of it. */
  get summary(): ReportedLatency {
    return {
      p50: rounded(this.at(0.5)),
      p95: rounded(this.at(0.95)),
      p99: rounded(this.at(0.99)),
      max: rounded(this.#maxMs),
      buckets: Object.fromEntries(this.#sorted()),
    };
  }

  #sorted(): readonly (readonly [number, number])[] {
    return [...this.#buckets].sort(([a], [b]) => a - b);
  }
}
