/** Keeps a server from taking more than it can answer in time. */
export interface OverloadGuard {
  /** Whether one more request may be taken in hand; if so, `leave` must follow once. */
  readonly enter: () => boolean;
  readonly leave: () => void;
  /** How many requests are in hand. */
  readonly inHand: () => number;
}

/** What a server can bear. */
export interface Capacity {
  readonly maxInHand: number;
  /** How late the event loop may be, in milliseconds: it is when there is more to compute than time. */
  readonly maxLoopDelayMs: number;
}

/** Lets requests in up to a capacity; `loopDelayMs` tells how late the event loop has been of late. */
export const overloadGuard = ({ maxInHand, maxLoopDelayMs }: Capacity, loopDelayMs: () => number): OverloadGuard => {
  let inHand = 0;
  return {
    enter: () => {
      // With nothing in hand one is taken whatever the delay: it is past, and without a request it would never be seen to be.
      if (inHand >= maxInHand || (inHand > 0 && loopDelayMs() > maxLoopDelayMs)) return false;
      inHand += 1;
      return true;
    },
    leave: () => {
      inHand -= 1;
    },
    inHand: () => inHand,
  };
};
