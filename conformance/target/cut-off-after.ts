/** What ends a run that was told to end: `signal` fires, unless `cancel` was called before. */
export interface CutOff {
  readonly signal: AbortSignal;
  readonly cancel: () => void;
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
    cancel: () => {
      asked.removeEventListener("abort", begin);
      clearTimeout(timer);
    },
  };
};
