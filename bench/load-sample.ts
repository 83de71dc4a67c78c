import { median } from "./median.ts";

/** What a server's `/metrics` said while it was under load. */
export interface LoadSample {
  /** How late the event loop was: the median of what was seen of its p99, in milliseconds. */
  readonly loopDelayMs: number;
  /** The most that was seen of its heap. */
  readonly heapMiB: number;
}

const LOOK_EVERY_MS = 1_000;
const MIB = 1024 * 1024;

/** The value of a metric without labels, in the text that Prometheus reads. */
export const valueIn = (text: string, name: string): number =>
  Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);

/** Looks at a server's metrics once a second until `end`. */
export const watchServer = (metrics: URL): { readonly end: () => Promise<LoadSample> } => {
  const delaysMs: number[] = [];
  const heaps: number[] = [];
  const look = async (): Promise<void> => {
    const text = await (await fetch(metrics)).text();
    delaysMs.push(valueIn(text, "cvm_contract_event_loop_delay_p99_seconds") * 1_000);
    heaps.push(valueIn(text, "cvm_contract_heap_used_bytes"));
  };
  let last: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    last = last.then(look);
  }, LOOK_EVERY_MS);
  return {
    end: async () => {
      clearInterval(timer);
      await last;
      return { loopDelayMs: median(delaysMs), heapMiB: Math.max(0, ...heaps) / MIB };
    },
  };
};
