import type { ReportedSettings } from "../report/report.ts";
import type { ReportedPreviews } from "../report/reported-previews.ts";
import { NOTHING_VALID } from "../report/shared-hints.ts";
import { mayHaveWritten } from "../report/why-previews-stopped.ts";
import { cvmsText, MOST_NAMED, MOST_NAMED_BESIDE } from "./cvms-text.ts";

/** What it is known by that a preview wrote: answers that tell wrong ids look the same as such that tell of a write. A run of few phases is over in a moment. */
type Means = Pick<ReportedSettings, "stateProbe" | "phases">;

const writtenText = (
  { written, byRefused }: Pick<ReportedPreviews, "written" | "byRefused">,
  { stateProbe }: Pick<Means, "stateProbe">,
): string =>
  `By ${stateProbe ? "the state probe" : "what answers tell"}, ${written.length} ${written.length === 1 ? "CVM was" : "CVMs were"} written to by a ${byRefused === true ? "request that was refused or failed" : "preview"}, if nobody else wrote ${written.length === 1 ? "it" : "them"} just then: ${cvmsText(written, MOST_NAMED)}.`;

const ifAloneText = ({ stateProbe }: Pick<Means, "stateProbe">): string =>
  ` If nobody else writes to this server, this run did or the answers are wrong: ${stateProbe ? "the run ended before the state probe showed which" : "--state-url would show which"}.`;

const alsoChangedText = (previews: ReportedPreviews, settings: Means): string => {
  const { alsoChanged: changed, written, wholeStore } = previews;
  if (changed.length === 0) return "";
  const mayBeTheirs = written.length > 0 || mayHaveWritten({ previews, settings });
  const named = cvmsText(changed, mayBeTheirs ? MOST_NAMED : MOST_NAMED_BESIDE);
  const cvms = `${changed.length} ${written.length > 0 ? "other " : ""}${changed.length === 1 ? "CVM" : "CVMs"}`;
  return wholeStore === "changed"
    ? ` ${cvms} ${changed.length === 1 ? "is" : "are"} not stored as before the run, and who wrote was not seen: ${named}.`
    : ` Of ${cvms} answers told another stored id later on than at first, and who wrote, if anybody did, was not seen: ${named}.${written.length > 0 ? "" : ifAloneText(settings)}`;
};

/** A replay, and a first look, send no cases. */
const notSentText = (casesNotSent: number, what: string): string => {
  const cases = `; ${casesNotSent} ${casesNotSent === 1 ? "case was" : "cases were"} left out`;
  return `Once that was seen, ${what}${casesNotSent === 0 ? "" : cases}.`;
};

const lookedText = ({ cvmsLookedAt: cvms, notLookedAt, alsoChanged }: ReportedPreviews): string =>
  cvms === 0
    ? `Whether previews write was not seen${notLookedAt.length + alsoChanged.length > 0 ? "" : ": none told of an update or a conflict that could be looked at"}.`
    : `No preview was seen to write: ${cvms} ${cvms === 1 ? "CVM" : "CVMs"} of which previews told an update or a conflict ${cvms === 1 ? "was" : "were"} looked at afterwards.`;

/** Not all that previews told of is looked at once one wrote: it might write that as well. */
const moreText = ({ wholeStore, written }: ReportedPreviews, { stateProbe }: Means): string => {
  if (wholeStore !== "not looked into") return "";
  return stateProbe
    ? " Whether more was written was not looked into."
    : ` Whether ${written.length === 1 ? "it was" : "they were"}, and whether more was written, --state-url would show.`;
};

/** Other looks, before that, may have shown what they were to. */
const unseenText = ({ unseen, cvmsLookedAt: cvms }: ReportedPreviews): string => {
  const them = unseen.length === 1 ? "it" : "them";
  const before =
    cvms === 0
      ? ""
      : ` Until then no preview was seen to write: ${cvms} ${cvms === 1 ? "CVM" : "CVMs"} of which previews told an update or a conflict ${cvms === 1 ? "was" : "were"} looked at afterwards.`;
  return `Whether previews write was not seen${cvms === 0 ? "" : " to the end"}: one told of an update or a conflict of ${cvmsText(unseen, MOST_NAMED)}, and the looks after it showed nothing of ${them}.${before}`;
};

/** A store that was compared as a whole shows whether these were written. */
const notLookedAtText = ({ notLookedAt: left, wholeStore }: ReportedPreviews): string =>
  left.length === 0 || wholeStore !== "not looked into"
    ? ""
    : ` Of ${cvmsText(left, MOST_NAMED)} an update or a conflict was told, and the run ended before ${left.length === 1 ? "it was" : "these were"} looked at after that.`;

/** What no answer told of could not be looked at; a store that was compared as a whole shows it. */
const unansweredText = ({ unanswered = 0, wholeStore }: ReportedPreviews): string => {
  if (unanswered === 0 || wholeStore !== "not looked into") return "";
  return unanswered === 1
    ? " 1 valid preview got no answer (health checks are not counted), and what it wrote, if anything, was not seen."
    : ` ${unanswered} valid previews got no answer (health checks are not counted), and what they wrote, if anything, was not seen.`;
};

const wholeStoreText: Readonly<Record<ReportedPreviews["wholeStore"], string>> = {
  unchanged: " The stored ids are as they were.",
  changed: "",
  "not looked into": "",
};

const verdictText = (previews: ReportedPreviews, means: Means): string => {
  const { written, unseen, casesNotSent, wholeStore } = previews;
  if (written.length > 0)
    return `${writtenText(previews, means)} ${notSentText(casesNotSent, previews.byRefused === true ? "nothing more was sent" : NOTHING_VALID)}${moreText(previews, means)}`;
  if (unseen.length > 0)
    return `${unseenText(previews)} ${notSentText(casesNotSent, `${NOTHING_VALID}, but for the last look`)}${wholeStoreText[wholeStore]}`;
  switch (wholeStore) {
    case "unchanged":
      return "By the state probe, the stored ids are as they were.";
    case "changed":
      return lookedText(previews);
    case "not looked into":
      return lookedText(previews);
  }
};

/** What became of the store in a run that had no leave to write, for people. */
export const previewsText = (previews: ReportedPreviews, means: Means): string =>
  `${verdictText(previews, means)}${unansweredText(previews)}${notLookedAtText(previews)}${alsoChangedText(previews, means)}`;
