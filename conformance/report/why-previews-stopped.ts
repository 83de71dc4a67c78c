import type { PhaseName } from "../cases/phase-name.ts";
import type { ReportedSettings } from "./report.ts";
import type { ReportedPreviews } from "./reported-previews.ts";

/**
 * What ends the previews of a run that has no leave to write. `written`: the state probe showed that one wrote. `told`: answers tell so, which
 * may be wrong of it. `refused`: a request that was refused or failed wrote. `unseen`: it could not be seen whether one did.
 */
export type PreviewsStop = "written" | "told" | "refused" | "unseen";

/** What ended the previews of a run, or null where nothing did. */
export const whyPreviewsStopped = (
  previews: ReportedPreviews | null,
  { stateProbe }: Pick<ReportedSettings, "stateProbe">,
): PreviewsStop | null => {
  if (previews === null) return null;
  if (previews.byRefused === true) return "refused";
  if (previews.written.length > 0) return stateProbe ? "written" : "told";
  return previews.unseen.length > 0 ? "unseen" : null;
};

/** Whether anything ended the previews of a run. */
export const haveStopped = ({ written, unseen }: ReportedPreviews): boolean => written.length + unseen.length > 0;

/** So many CVMs have to be told of with another stored id, at least, before one thinks of previews: a few may well be somebody's work. */
const FEW = 5;

/** What a report says of previews, and of which phases its run was to go through. */
export interface PreviewsOfRun {
  readonly previews: ReportedPreviews | null;
  readonly settings: { readonly phases: readonly PhaseName[] };
}

/**
 * Whether previews may have written, though none was seen to: what is stored changed during the run and did not go on changing once nothing was sent.
 * Without a state probe that is said only where it is so of half the CVMs of which previews told a change, or of all where these are few; of a run
 * that is over in a moment, in which hardly anybody else is at work, where it is so of one.
 */
export const mayHaveWritten = ({ previews, settings }: PreviewsOfRun): boolean => {
  if (previews === null || previews.movesByItself === true || haveStopped(previews)) return false;
  const { alsoChanged, cvmsLookedAt, wholeStore } = previews;
  if (alsoChanged.length === 0) return false;
  if (wholeStore === "changed" || settings.phases.every((phase) => phase === "probe")) return true;
  return alsoChanged.length >= Math.min(FEW, cvmsLookedAt) && alsoChanged.length * 2 >= cvmsLookedAt;
};
