import { setTimeout as delay } from "node:timers/promises";

/** Tells what is to be seen of a fleet, as a text that is equal for equal states; null where somebody else was seen to write. */
export type Watch = () => Promise<string | null>;

/** How a fleet is watched: after the first look so many more are made, after so long each. */
export interface WatchPace {
  readonly looks: number;
  readonly pauseMs: number;
}

const USUAL: WatchPace = { looks: 8, pauseMs: 100 };

/** Whether all that a watch tells stays the same: as a rule, for eight tenths of a second. */
export const isCalm = async (watch: Watch, { looks: most, pauseMs }: WatchPace = USUAL): Promise<boolean> => {
  const first = await watch();
  for (let looks = 0; first !== null && looks < most; looks += 1) {
    await delay(pauseMs);
    if ((await watch()) !== first) return false;
  }
  return first !== null;
};
