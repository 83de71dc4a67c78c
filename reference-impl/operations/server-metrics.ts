import type { RefreshItem } from "../refresh/refresh-item.ts";
import type { UpstreamFailure } from "../sources/open-sources.ts";
import type { Metric, Sample } from "./metrics-text.ts";

/** One request that was answered. `route` is the path of the route that took it, or `none`. */
export interface AnsweredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

/** Upper bounds in seconds: from an answer out of memory to one that waited for its deadline. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

/** Methods that HTTP knows are labels; another could be anything, and each label costs memory for ever. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Counts by labels, which are few. */
class Tally {
  readonly #samples = new Map<string, { readonly labels: Readonly<Record<string, string>>; value: number }>();

  add(labels: Readonly<Record<string, string>>, value = 1): void {
    const key = JSON.stringify(labels);
    const sample = this.#samples.get(key);
    if (sample === undefined) this.#samples.set(key, { labels, value });
    else sample.value += value;
  }

  samples(): readonly Sample[] {
    return [...this.#samples.values()];
  }
}

/** Counts what a server does since it was started. */
export class ServerMetrics {
  readonly #requests = new Tally();
  readonly #items = new Tally();
  readonly #failures = new Tally();
  readonly #buckets = BUCKETS.map(() => 0);
  #durationSeconds = 0;
  #answered = 0;

  answered({ method, route, status, durationMs }: AnsweredRequest): void {
    this.#requests.add({ method: METHODS.has(method) ? method : "other", route, status: String(status) });
    if (route === "none") return;
    const seconds = durationMs / 1_000;
    BUCKETS.forEach((bound, index) => {
      if (seconds <= bound) this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    });
    this.#durationSeconds += seconds;
    this.#answered += 1;
  }

  refreshed(items: readonly RefreshItem[], isDryRun: boolean): void {
    for (const { status, source } of items) this.#items.add({ status, source, dry_run: String(isDryRun) });
  }

  upstreamFailed({ node, method }: UpstreamFailure): void {
    this.#failures.add({ node, method });
  }

  /** All that was counted; `now` tells what is not counted but is. */
  metrics(now: {
    readonly inHand: number;
    readonly loopDelayMs: number;
    readonly heapBytes: number;
  }): readonly Metric[] {
    const gauge = (name: string, help: string, value: number): Metric => ({
      name,
      help,
      type: "gauge",
      samples: [{ labels: {}, value }],
    });
    const bounds = [...BUCKETS.map((bound, index) => [String(bound), this.#buckets[index] ?? 0] as const)];
    return [
      {
        name: "cvm_contract_http_requests_total",
        help: "Requests answered, by the route that took them.",
        type: "counter",
        samples: this.#requests.samples(),
      },
      {
        name: "cvm_contract_http_request_duration_seconds",
        help: "How long requests that a route took were in hand.",
        type: "histogram",
        samples: [
          ...bounds.map(([le, value]) => ({ suffix: "_bucket", labels: { le }, value })),
          { suffix: "_bucket", labels: { le: "+Inf" }, value: this.#answered },
          { suffix: "_sum", labels: {}, value: this.#durationSeconds },
          { suffix: "_count", labels: {}, value: this.#answered },
        ],
      },
      {
        name: "cvm_contract_refresh_items_total",
        help: "Items answered, by status and source.",
        type: "counter",
        samples: this.#items.samples(),
      },
      {
        name: "cvm_contract_upstream_failures_total",
        help: "Calls that a teepod or gateway failed, after all tries.",
        type: "counter",
        samples: this.#failures.samples(),
      },
      gauge("cvm_contract_requests_in_hand", "Requests taken and not yet answered.", now.inHand),
      gauge(
        "cvm_contract_event_loop_delay_p99_seconds",
        "How late the event loop is, of the last second or two.",
        now.loopDelayMs / 1_000,
      ),
      gauge("cvm_contract_heap_used_bytes", "Heap in use, garbage included.", now.heapBytes),
    ];
  }
}
