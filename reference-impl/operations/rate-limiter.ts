import type { Clock } from "../clock.ts";

/** Counts requests against a limit, each name with its own. */
export interface RateLimiter {
  /** Takes one request; gives null where it may go on, or after how many whole seconds the next one may come. */
  readonly take: (name: string) => number | null;
}

const MS_PER_MINUTE = 60_000;

/**
 * Lets `perMinute` requests of each name through at once, then as many as come to it a minute. A refused request costs nothing.
 * Source: the generic cell rate algorithm, which keeps for each name only the time by which all it sent would have been due.
 */
export const rateLimiter = (perMinute: number, clock: Pick<Clock, "nowMs">): RateLimiter => {
  const everyMs = MS_PER_MINUTE / perMinute;
  const dueMs = new Map<string, number>();
  return {
    take: (name) => {
      const nowMs = clock.nowMs();
      // A clock that went back leaves nobody further in debt than a whole minute.
      const due = Math.min(Math.max(nowMs, dueMs.get(name) ?? nowMs), nowMs + MS_PER_MINUTE);
      const waitMs = Math.round(due + everyMs - MS_PER_MINUTE - nowMs);
      dueMs.set(name, waitMs > 0 ? due : due + everyMs);
      return waitMs > 0 ? Math.ceil(waitMs / 1_000) : null;
    },
  };
};
