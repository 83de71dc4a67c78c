import type { Engine } from "../engine/engine.ts";
import type { PreviewGuard } from "../engine/preview-guard.ts";
import type { ReportedPreviews } from "../report/report.ts";
import type { WholeStore } from "./whole-store.ts";

/** What a run without leave to write has to say of the store. */
export const reportPreviews = (
  { seen, lookedAt }: PreviewGuard,
  { notSent }: Engine,
  { verdict }: WholeStore,
): ReportedPreviews => ({
  cvmsLookedAt: lookedAt,
  written: (seen?.written ?? []).map(({ cvmId, ...ids }) => ({ cvmId: String(cvmId), ...ids })),
  casesNotSent: notSent,
  wholeStore: verdict,
});
