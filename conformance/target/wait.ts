/** How long one request is waited for, and what of it is heard after that. */
export interface Wait {
  /** After so many milliseconds it counts as not answered. */
  readonly limitMs: number;
  /** Asked when that time is over: for how many milliseconds more its connection stays open, to hear an answer that comes late. 0 where absent. */
  readonly listenMs?: () => number;
  /** Told once that is over: whether anything was heard, an answer or the end of the connection. */
  readonly onSettled?: (wasHeard: boolean) => void;
}
