import type { RecordedFinding } from "./corpus-file.ts";
import { type Replayed, untested } from "./replay-finding.ts";

/** What is seen of the store while findings are sent again without leave to write. */
export interface SeenWrites {
  /** A preview was seen to write. */
  readonly byPreview: boolean;
  /** Stored ids changed, by whom is not known. */
  readonly byNobodyKnown: boolean;
  /** It was watched until the end whether something is written. */
  readonly isWatched: boolean;
  /** How many valid previews were sent. */
  readonly previews: number;
}

const UNKNOWN_WRITER =
  "answers or the state probe tell of stored ids that changed while it was sent again, by whom was not seen: previews may still write. Send it again while nobody else writes";

const STOPPED =
  "once a preview seems to have written, or it can't be seen whether one has, no valid preview is sent with a key that was given";

const UNWATCHED =
  "whether previews still write was not seen: the run ended before, or what was looked at showed nothing. Send it again";

/** Phases that send previews one at a time. */
const ONE_AT_A_TIME: readonly string[] = ["replay", "probe"];

/** A server may write by chance, after so many previews, or on several at once; here few are sent, one at a time. */
const fixedAsFarAsSent = (finding: RecordedFinding, replayed: Replayed, previews: number): Replayed => {
  if (replayed.verdict !== "fixed") return replayed;
  const { found, traits } = finding;
  // What has traits was sent again and again by itself.
  const isSeenAlone = (traits ?? []).length > 0 || ONE_AT_A_TIME.includes(found.phase);
  const show = previews === 1 ? "1 preview shows, which" : `${previews} previews show, of which none`;
  const wasSeen = previews === 1 ? "was not seen to write" : "was seen to write";
  const beside = isSeenAlone
    ? ""
    : `, and so may one that takes several at once, for it was found in the phase ${found.phase} and was not seen again by itself`;
  return {
    ...replayed,
    previews,
    why: `as far as ${show} ${wasSeen}: one that writes now and then, or after more of them, may do so still${beside}. Check again to see`,
  };
};

/** What is known of a finding where a preview was seen to write before it was sent, or meanwhile. That alone is told of what such previews have in them. */
export const replayedByGuard = ({ traits }: RecordedFinding, isAboutPreviews: boolean): Replayed =>
  isAboutPreviews && (traits ?? []).length === 0
    ? { verdict: "broken", why: null, confirmed: null }
    : untested(STOPPED);

/** What is known of a finding about what previews write that did not show again, once all that was written meanwhile is seen. */
export const replayedBesideWrites = (finding: RecordedFinding, replayed: Replayed, seen: SeenWrites): Replayed => {
  if (seen.byPreview) return replayedByGuard(finding, true);
  // Previews were stopped because it could not be seen what they do.
  if (replayed.verdict === "broken") return untested(STOPPED);
  if (seen.byNobodyKnown) return { ...replayed, ...untested(UNKNOWN_WRITER) };
  // What could not have shown the bug is no more fixed for that nothing was written.
  if (replayed.isIdle === true) return replayed;
  return seen.isWatched ? fixedAsFarAsSent(finding, replayed, seen.previews) : untested(UNWATCHED);
};
