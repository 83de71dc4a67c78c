import type { Case, CaseSequence } from "../cases/case.ts";
import type { shareOf } from "../cases/shard.ts";
import { groupsOf } from "../generate/groups-of.ts";
import type { Throttle } from "../target/throttle.ts";

/** What it takes to send the share of a sequence. */
export interface ShareParts {
  readonly sequence: CaseSequence;
  readonly share: ReturnType<typeof shareOf>;
  readonly workers: number;
  /** Says when a case may begin. */
  readonly throttle: Pick<Throttle, "begin">;
  readonly isOver: () => boolean;
  /** Nothing more is learned until what troubles the server has ended. */
  readonly isTroubled: () => boolean;
  readonly recover: () => Promise<void>;
  /** Sends the case at a place of the sequence. */
  readonly enter: (testCase: Case, index: number) => Promise<void>;
  readonly onProgress: (done: number, planned: number) => void;
}

/** How many requests of a case are in flight at once, at most. */
const mostAtOnce = ({ plans }: Case): number => Math.max(1, ...groupsOf(plans).map(({ length }) => length));

/**
 * Sends the share of a sequence on all workers at once, until it is through or the run is over, and gives whether it is through. Which worker takes which case
 * changes nothing about the cases.
 */
export const sendShare = async (parts: ShareParts): Promise<boolean> => {
  const { sequence, share, throttle, isOver } = parts;
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < share.count && !isOver()) {
      if (parts.isTroubled()) {
        await parts.recover();
        // The others may have taken the last case meanwhile.
        continue;
      }
      const index = share.indexOf(next++);
      const testCase = sequence.at(index);
      const leave = await throttle.begin(mostAtOnce(testCase));
      try {
        // Whoever had to wait may be too late.
        if (isOver()) return;
        await parts.enter(testCase, index);
      } finally {
        leave();
      }
      done += 1;
      parts.onProgress(done, share.count);
    }
  };
  await Promise.all(Array.from({ length: parts.workers }, work));
  return done === share.count;
};
