import { setTimeout as delay } from "node:timers/promises";

/** Tells what is to be seen of a fleet, as a text that is equal for equal states; null where somebody else was seen to write. */
export type Watch = () => Promise<string | null>;

/** How a fleet is watched: after the first look so many more are made, after so long each. */
export interface WatchPace {
  readonly looks: number;
  readonly pauseMs: number;
}

const USUAL: WatchPace = { looks: 8, pauseMs: 100 };

/** The usual pace, for so many milliseconds at least. */
export const atLeast = (ms: number): WatchPace => ({
  ...USUAL,
  looks: Math.max(USUAL.looks, Math.ceil(ms / USUAL.pauseMs)),
});

/** What a watch shows: all stays the same, or something changes; or it can't be told, for somebody else was seen to write. */
export type Watched = "calm" | "moving" | "unclear";

/** Watches a fleet: as a rule, for eight tenths of a second. Once the run `isOver` it can't be told. */
export const watched = async (
  watch: Watch,
  { looks: most, pauseMs }: WatchPace = USUAL,
  isOver: () => boolean = () => false,
): Promise<Watched> => {
  const first = await watch();
  if (first === null) return "unclear";
  for (let looks = 0; looks < most; looks += 1) {
    await delay(pauseMs);
    if (looks >= USUAL.looks && isOver()) return "unclear";
    if ((await watch()) !== first) return "moving";
  }
  return "calm";
};
