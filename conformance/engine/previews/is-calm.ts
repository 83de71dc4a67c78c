import { setTimeout as delay } from "node:timers/promises";

/** Tells what is to be seen of a fleet, as a text that is equal for equal states; null where somebody else was seen to write. */
export type Watch = () => Promise<string | null>;

/** So often is it looked whether a fleet moves by itself, after so long each. */
const LOOKS = 8;
const PAUSE_MS = 100;

/** Whether all that a watch tells stays the same for eight tenths of a second. */
export const isCalm = async (watch: Watch): Promise<boolean> => {
  const first = await watch();
  for (let looks = 0; first !== null && looks < LOOKS; looks += 1) {
    await delay(PAUSE_MS);
    if ((await watch()) !== first) return false;
  }
  return first !== null;
};
