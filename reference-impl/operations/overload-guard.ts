/** Keeps a server from taking more than it can answer in time. */
export interface OverloadGuard {
  /** Whether one more request may be taken in hand; if so, `leave` must follow once. */
  readonly enter: () => boolean;
  readonly leave: () => void;
  /** How many requests are in hand. */
  readonly inHand: () => number;
}

/** Lets in so many requests at a time and no more. */
export const overloadGuard = (maxInHand: number): OverloadGuard => {
  let inHand = 0;
  return {
    enter: () => {
      if (inHand >= maxInHand) return false;
      inHand += 1;
      return true;
    },
    leave: () => {
      inHand -= 1;
    },
    inHand: () => inHand,
  };
};
