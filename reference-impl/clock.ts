/** What tells the time and wakes up later: handed in, so that a test can stand still or jump. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: () => number;
  /** Runs `wake` once after `delayMs` milliseconds, unless the function that is returned was called before. */
  readonly after: (delayMs: number, wake: () => void) => () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = Object.freeze({
  nowMs: () => Date.now(),
  after: (delayMs: number, wake: () => void) => {
    const timer = setTimeout(wake, delayMs);
    return () => clearTimeout(timer);
  },
});
