import { setTimeout as delay } from "node:timers/promises";
import type { Ask, Asked } from "./asked.ts";
import { type Watch, watched, type WatchPace } from "./watched.ts";
import { watchStore, type WhoseWriteParts } from "./whose-write.ts";
import { wordsOf } from "./told-and-stored.ts";
import { isAnswered } from "./tried-out.ts";

/** So long nothing is sent before a fleet is watched: what a preview writes a while after its answer is written by then, and is no movement. */
const SETTLING_MS = 600;

/** The same where few requests were sent before, the last of them just now. */
const SETTLING_AFTER_FEW_MS = 1_500;

/** Two looks of one request a key. */
const BRIEF: WatchPace = { looks: 1, pauseMs: 200 };

type FleetWatchParts = Pick<WhoseWriteParts, "knowledge" | "looks" | "stored">;

/** What became of looks: while one is not answered, nothing shows whether the fleet moves. */
interface Sight {
  isLost: boolean;
}

/** Looks at CVMs of each key that previews told changes to, and takes down what it sees. */
const watchAnswers = ({ knowledge, looks }: FleetWatchParts, isBrief: boolean, sight: Sight, ask: Ask): Watch => {
  const watched = knowledge.concerned.map(
    (credential) => [credential, knowledge.witnesses(credential, isBrief ? 1 : undefined)] as const,
  );
  return async () => {
    const seen: Asked[] = [];
    for (const [credential, items] of watched) seen.push(...(await looks.at(credential, items, ask)));
    for (const { reading } of seen) knowledge.note(reading);
    sight.isLost ||= !seen.every(isAnswered);
    return wordsOf(looks.shown(seen));
  };
};

/** Whether what a watch tells changes while nothing is sent but its looks, once what was sent before is settled. */
export const movesUnasked = async (watch: Watch): Promise<boolean> => {
  await delay(SETTLING_MS);
  return (await watched(watch)) !== "calm";
};

/** Whether what is stored changes while nothing is sent but looks; null where that was not seen. `isBrief`: a few looks have to do. */
export const fleetMoves = async (parts: FleetWatchParts, isBrief: boolean, ask: Ask): Promise<boolean | null> => {
  await delay(isBrief ? SETTLING_AFTER_FEW_MS : SETTLING_MS);
  const sight: Sight = { isLost: false };
  const watch = (await watchStore(parts)) ?? watchAnswers(parts, isBrief, sight, ask);
  const seen = await watched(watch, isBrief ? BRIEF : undefined);
  return sight.isLost ? null : seen !== "calm";
};
