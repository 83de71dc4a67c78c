import type { PreviewsStop } from "../report/why-previews-stopped.ts";
import type { RecordedFinding } from "./corpus-file.ts";
import { type Replayed, untested } from "./replay-finding.ts";

/** What is seen of the store while findings are sent again without leave to write. */
export interface SeenWrites {
  /** A preview was seen to write. */
  readonly byPreview: boolean;
  /** Stored ids changed, by whom is not known. */
  readonly byNobodyKnown: boolean;
}

const UNKNOWN_WRITER =
  "stored ids changed while it was sent again, by whom was not seen: previews may still write. Send it again while nobody else writes";

/**
 * What is known of a finding where previews were stopped before it was sent, or meanwhile. One that was seen to write shows what is found of previews that
 * have nothing particular in them.
 */
export const replayedByGuard = ({ traits }: RecordedFinding, isAboutPreviews: boolean, why: PreviewsStop): Replayed => {
  if (why === "unseen")
    return untested("it could not be seen whether previews write: nothing more was sent that could");
  return isAboutPreviews && (traits ?? []).length === 0
    ? { verdict: "broken", why: null, confirmed: null }
    : untested("previews write: nothing more was sent that could");
};

/** What is known of a finding about what previews write that did not show again, once all that was written meanwhile is seen. */
export const replayedBesideWrites = (finding: RecordedFinding, replayed: Replayed, seen: SeenWrites): Replayed => {
  if (seen.byPreview) return replayedByGuard(finding, true, "written");
  return seen.byNobodyKnown ? untested(UNKNOWN_WRITER) : replayed;
};
