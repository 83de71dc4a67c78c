import type { Engine } from "../engine/engine.ts";
import type { PreviewAftermath } from "../engine/previews/preview-aftermath.ts";
import type { CvmId } from "../cases/cvm-id.ts";
import { type WritingPreview, type WrittenCvm, wroteThoughRefused } from "../engine/previews/writing-preview.ts";
import type { ReportedPreviews, WrittenId } from "../report/reported-previews.ts";
import type { WholeStore } from "./whole-store.ts";

/** The CVM by its digits. */
export const writtenId = ({ cvmId, ...ids }: WrittenCvm): WrittenId => ({ cvmId: String(cvmId), ...ids });

const isWritten = (cvmId: CvmId, seen: WritingPreview | null): boolean =>
  seen?.written.some((cvm) => cvm.cvmId === cvmId) ?? false;

/** What a run without leave to write has to say of the store. */
export const reportPreviews = (
  { seen, unseen, notLookedAt, lookedAt, alsoChanged }: PreviewAftermath,
  { notSent, lastSent: { validUnanswered } }: Engine,
  { verdict, changes }: WholeStore,
  movesByItself: boolean | null,
): ReportedPreviews => ({
  cvmsLookedAt: lookedAt,
  written: (seen?.written ?? []).map(writtenId),
  ...(seen !== null && wroteThoughRefused(seen) ? { byRefused: true } : {}),
  alsoChanged: (changes?.filter(({ cvmId }) => !isWritten(cvmId, seen)) ?? alsoChanged).map(writtenId),
  unseen: unseen.map(writtenId),
  notLookedAt: notLookedAt.map(writtenId),
  ...(validUnanswered === 0 ? {} : { unanswered: validUnanswered }),
  casesNotSent: notSent,
  wholeStore: verdict,
  movesByItself,
});
