import type { Clock } from "../clock.ts";

/** Tells when the work that others do is done. */
export interface Quiet {
  /** Counts a piece of work as under way until it settles. */
  readonly during: <Result>(work: Promise<Result>) => Promise<Result>;
  /** Resolves at once when nothing is under way, else when nothing is, or after `maxWaitMs`. */
  readonly quiet: () => Promise<void>;
}

/** Lets one kind of work wait for another, but never for long. */
export const quietAfter = (clock: Clock, maxWaitMs: number): Quiet => {
  let underWay = 0;
  let wake: (() => void) | null = null;

  return {
    during: async (work) => {
      underWay += 1;
      try {
        return await work;
      } finally {
        underWay -= 1;
        if (underWay === 0) wake?.();
      }
    },
    quiet: () =>
      underWay === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            const cancel = clock.after(maxWaitMs, resolve);
            wake = () => {
              wake = null;
              cancel();
              resolve();
            };
          }),
  };
};
