import { monitorEventLoopDelay } from "node:perf_hooks";

/** Watches how late the event loop is. `close` ends it. */
export interface LoopDelay {
  /** The 99th percentile of the last second or two, in milliseconds. */
  readonly p99Ms: () => number;
  readonly close: () => void;
}

const RESOLUTION_MS = 10;
const WINDOW_MS = 1_000;
const PERCENTILE = 99;
const NS_PER_MS = 1e6;

/** Starts watching. What is measured includes the pause between two looks, which is taken off. */
export const watchLoopDelay = (): LoopDelay => {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let before = 0;
  const measured = (): number =>
    histogram.count === 0 ? 0 : Math.max(0, histogram.percentile(PERCENTILE) / NS_PER_MS - RESOLUTION_MS);
  const timer = setInterval(() => {
    before = measured();
    histogram.reset();
  }, WINDOW_MS);
  timer.unref();
  return {
    p99Ms: () => Math.max(before, measured()),
    close: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
};
