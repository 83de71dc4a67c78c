/** What ends a run: `signal` fires a while after it was told to end, or with `end`. */
export interface CutOff {
  readonly signal: AbortSignal;
  /** The run has ended: what may still be under way is to end as well. */
  readonly end: () => void;
}

/** Cuts off what is under way so long after the user asked for the end, so that a slow target holds nobody up. */
export const cutOffAfter = (asked: AbortSignal, graceMs: number): CutOff => {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timer = setTimeout(() => controller.abort(), graceMs);
  };
  if (asked.aborted) begin();
  else asked.addEventListener("abort", begin, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      asked.removeEventListener("abort", begin);
      clearTimeout(timer);
      controller.abort();
    },
  };
};
