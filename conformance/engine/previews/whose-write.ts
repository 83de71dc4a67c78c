import type { CvmId } from "../../cases/cvm-id.ts";
import type { PreviewRules } from "../../cases/preview-rules.ts";
import type { StoredIds } from "../../cases/stored.ts";
import type { Ask, Asked } from "./asked.ts";
import type { Doubts } from "./doubts.ts";
import { atLeast, type Watch, watched } from "./watched.ts";
import type { PreviewKnowledge } from "./preview-knowledge.ts";
import type { PreviewLooks } from "./preview-looks.ts";
import type { StoreComparison } from "./store-comparison.ts";
import { byCvm, changesOf, havePromised, wordsOf, writtenOf } from "./told-and-stored.ts";
import type { WrittenCvm } from "./writing-preview.ts";

/** What it is decided by who wrote. */
export interface WhoseWriteParts {
  readonly rules: PreviewRules;
  readonly knowledge: PreviewKnowledge;
  readonly looks: PreviewLooks;
  /** The CVMs that were looked at before. */
  readonly lookedAt: ReadonlySet<CvmId>;
  readonly doubts: Doubts;
  /** The run is to end. */
  readonly isOver: () => boolean;
  /** What is stored, or null where that can't be looked into. */
  readonly stored: () => Promise<StoredIds | null>;
  /** Confirms what answers tell to be written. */
  readonly store: Pick<StoreComparison, "confirmed">;
}

/** What is stored as a preview told, and whether that preview wrote it. */
export interface WhoseWrite {
  readonly all: readonly WrittenCvm[];
  readonly isByPreview: boolean;
}

/**
 * Watches what a preview may have written, and other CVMs that previews told updates of: somebody else's refresh takes no heed of
 * what this preview was about, and a fleet that moves does not of what was written.
 */
const watchAnswers = (
  { plan, reading }: Asked,
  written: readonly WrittenCvm[],
  { rules, knowledge, looks, lookedAt, doubts }: WhoseWriteParts,
  ask: Ask,
): Watch => {
  const told = byCvm(rules.told(reading));
  const own = written.flatMap(({ cvmId }) => told.get(cvmId) ?? []);
  const others = knowledge.bystanders(new Set(told.keys()), lookedAt);
  // Where there is nobody to compare with, it has to be the first preview of its kind or the first about these CVMs, and nobody else may have been seen at work.
  const isNews = knowledge.fresh(plan).length > 0 || !written.some(({ cvmId }) => lookedAt.has(cvmId));
  if (others === null && (doubts.areOthersSeen || !isNews)) return async () => null;
  return async () => {
    const shown = looks.shown(await looks.at(plan.credential, own, ask));
    if (others === null) return wordsOf(shown);
    const beside = looks.shown(await looks.at(others.credential, others.items, ask));
    return writtenOf(others.items, beside).length > 0 ? null : wordsOf([...shown, ...beside]);
  };
};

/** Watches all that may be looked at where something else was written than was told: no other CVM may have been seen to change. */
const watchAll = ({ plan }: Asked, { knowledge, looks, doubts }: WhoseWriteParts, ask: Ask): Watch => {
  const moves = knowledge.changed.some(({ cvmId }) => !doubts.isStrange(cvmId));
  return async () =>
    moves ? null : wordsOf(looks.shown(await looks.at(plan.credential, knowledge.witnesses(plan.credential), ask)));
};

const isAsTold = ({ reading }: Asked, written: readonly WrittenCvm[], { rules }: WhoseWriteParts): boolean => {
  const told = byCvm(rules.told(reading));
  return written.every(({ cvmId, after }) => {
    const promised = told.get(cvmId)?.after ?? null;
    return promised !== null && rules.isSameId(promised, after);
  });
};

/** Whether a preview can have written what the store shows: it told of these CVMs, and not that they had been written before. */
const isInReach = ({ reading }: Asked, written: readonly WrittenCvm[], { rules }: WhoseWriteParts): boolean => {
  const told = byCvm(rules.told(reading));
  return written.every(({ cvmId, after }) => {
    const item = told.get(cvmId);
    return item !== undefined && !rules.isSameId(item.before, after);
  });
};

/** Whether all that a preview promised was written, and nothing else. */
const isKept = (preview: Asked, written: readonly WrittenCvm[], parts: WhoseWriteParts): boolean => {
  const cvms = new Set(written.map(({ cvmId }) => cvmId));
  const promised = parts.rules.told(preview.reading).filter((item) => item.isPromised);
  return promised.length > 0 && promised.every(({ cvmId }) => cvms.has(cvmId)) && isInReach(preview, written, parts);
};

/** The one of these previews that told of what was written, or the last one. */
export const likeliestOf = (
  previews: readonly Asked[],
  written: readonly WrittenCvm[],
  rules: PreviewRules,
): Asked | undefined => {
  const tells = ({ reading }: Asked): boolean => {
    const told = byCvm(changesOf(rules.told(reading)));
    return written.some(({ cvmId }) => told.has(cvmId));
  };
  return previews.find(tells) ?? previews.at(-1);
};

/** Takes down that nothing was stored otherwise after these previews. */
export const asUnwritten = (
  previews: readonly Asked[],
  { rules, doubts }: Pick<WhoseWriteParts, "rules" | "doubts">,
): "unwritten" => {
  if (previews.some(({ reading }) => havePromised(rules.told(reading)))) doubts.noteKept(false);
  return "unwritten";
};

/** Watches the store, or null where that can't be looked into. */
export const watchStore = async ({ stored }: Pick<WhoseWriteParts, "stored">): Promise<Watch | null> => {
  if ((await stored()) === null) return null;
  return async () => [...((await stored()) ?? [])].join("\n");
};

/** Whether it was a preview, and nobody else, that wrote what is stored otherwise. */
const isByPreview = async (
  preview: Asked,
  written: readonly WrittenCvm[],
  parts: WhoseWriteParts,
  ask: Ask,
): Promise<boolean> => {
  const { doubts, isOver } = parts;
  const nowMs = performance.now();
  const store = await watchStore(parts);
  if (store !== null && doubts.noteKept(isKept(preview, written, parts))) return true;
  const asTold = isAsTold(preview, written, parts);
  // What is not in its reach may as well be what somebody wrote before: it has to be seen twice.
  const isLikely = store === null ? asTold : isInReach(preview, written, parts);
  if (!isLikely) doubts.addStrange(written.map(({ cvmId }) => cvmId));
  const mayBlame = isLikely || !(doubts.areNone || doubts.areOthersSeen);
  const watchMs = doubts.watchMs(nowMs);
  if (mayBlame && watchMs !== null) {
    const watch = store ?? (asTold ? watchAnswers(preview, written, parts, ask) : watchAll(preview, parts, ask));
    const seen = await watched(watch, atLeast(watchMs), isOver);
    if (seen === "calm") return true;
    if (seen === "moving") doubts.areOthersSeen = true;
  }
  doubts.note(nowMs);
  return false;
};

/**
 * Tells what is stored as a preview told, of which `written` was seen, and whether that preview wrote it or somebody else. It was the preview
 * where nobody else changes the fleet: what is stored stays as it is. Where the store can't be looked into, that is asked of what was
 * written, and of other CVMs that previews told updates of.
 */
export const whoseWrite = async (
  preview: Asked,
  written: readonly WrittenCvm[],
  parts: WhoseWriteParts,
  ask: Ask,
): Promise<WhoseWrite> => {
  const { rules, looks, knowledge, store } = parts;
  const known = new Set(written.map(({ cvmId }) => cvmId));
  const rest = changesOf(rules.told(preview.reading)).filter(({ cvmId }) => !known.has(cvmId));
  let all = written;
  try {
    const shown = writtenOf(rest, looks.shown(await looks.at(preview.plan.credential, rest, ask)));
    all = [...written, ...(await store.confirmed(shown))];
    return { all, isByPreview: await isByPreview(preview, all, parts, ask) };
  } catch (error) {
    // Who wrote is not seen any more where the run ends meanwhile; that it was written is.
    for (const cvm of all) knowledge.noteWritten(cvm);
    throw error;
  }
};
