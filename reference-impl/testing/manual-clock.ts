import type { Clock } from "../clock.ts";

/** A clock that goes only when it is told to. */
export interface ManualClock extends Clock {
  /** Goes on by `delayMs` and wakes whoever is due, the earliest first. */
  readonly advance: (delayMs: number) => void;
  /** How many wait to be woken. */
  readonly sleepers: () => number;
}

/** Starts a clock at `startMs`. */
export const manualClock = (startMs = 1_000_000): ManualClock => {
  let nowMs = startMs;
  const alarms = new Set<{ readonly atMs: number; readonly wake: () => void }>();

  return {
    nowMs: () => nowMs,
    after: (delayMs, wake) => {
      const alarm = { atMs: nowMs + delayMs, wake };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    advance: (delayMs) => {
      nowMs += delayMs;
      for (const alarm of [...alarms].toSorted((a, b) => a.atMs - b.atMs))
        if (alarm.atMs <= nowMs && alarms.delete(alarm)) alarm.wake();
    },
    sleepers: () => alarms.size,
  };
};
