import type { Engine } from "../engine/engine.ts";
import type { PreviewGuard } from "../engine/preview-guard.ts";
import type { WrittenCvm } from "../engine/writing-preview.ts";
import type { ReportedPreviews, WrittenId } from "../report/report.ts";
import type { WholeStore } from "./whole-store.ts";

const writtenId = ({ cvmId, ...ids }: WrittenCvm): WrittenId => ({ cvmId: String(cvmId), ...ids });

/** What a run without leave to write has to say of the store. */
export const reportPreviews = (
  { seen, isUnseen, lookedAt, alsoChanged }: PreviewGuard,
  { notSent }: Engine,
  { verdict }: WholeStore,
): ReportedPreviews => ({
  cvmsLookedAt: lookedAt,
  written: (seen?.written ?? []).map(writtenId),
  alsoChanged: alsoChanged.map(writtenId),
  unseen: isUnseen,
  casesNotSent: notSent,
  wholeStore: verdict,
});
