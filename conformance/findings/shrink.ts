import type { Case } from "../cases/case.ts";

/** At most so many smaller cases are tried for one finding, and for so long: a server that hangs hangs each time. */
const MAX_TRIES = 400;
const MAX_MS = 60_000;

/**
 * The smallest case reached from `start` that `stillBreaks`, going to the first simpler one that does and on from there,
 * as fast-check does. Ends early when `isOver` says so.
 */
export const shrink = async <Evidence>(
  start: { readonly testCase: Case; readonly evidence: Evidence },
  stillBreaks: (testCase: Case) => Promise<Evidence | null>,
  isOver: () => boolean,
): Promise<{ readonly testCase: Case; readonly evidence: Evidence }> => {
  let smallest = start;
  let tries = 0;
  const startMs = performance.now();
  const step = async (): Promise<boolean> => {
    for (const testCase of smallest.testCase.simpler()) {
      if (tries >= MAX_TRIES || performance.now() - startMs >= MAX_MS || isOver()) return false;
      tries += 1;
      const evidence = await stillBreaks(testCase);
      if (evidence === null) continue;
      smallest = { testCase, evidence };
      return true;
    }
    return false;
  };
  while (await step());
  return smallest;
};
