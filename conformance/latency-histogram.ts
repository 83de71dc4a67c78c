/** Latencies in milliseconds, in buckets of two per cent: small however many there are. */
export class LatencyHistogram {
  readonly #buckets = new Map<number, number>();
  #count = 0;
  #maxMs = 0;

  add(latencyMs: number): void {
    const bucket = Math.round(Math.log(Math.max(latencyMs, 0.001)) / Math.log(1.02));
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
    this.#count += 1;
    this.#maxMs = Math.max(this.#maxMs, latencyMs);
  }

  /** The latency that the share `quantile` (0 to 1) of all stayed within, to two per cent; 0 where there are none. */
  at(quantile: number): number {
    let left = Math.ceil(this.#count * quantile);
    for (const [bucket, count] of [...this.#buckets].sort(([a], [b]) => a - b)) {
      left -= count;
      if (left <= 0) return Math.min(1.02 ** bucket, this.#maxMs);
    }
    return this.#maxMs;
  }

  get maxMs(): number {
    return this.#maxMs;
  }
}
