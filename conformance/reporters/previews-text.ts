import type { ReportedPreviews, WrittenId } from "../report/report.ts";

/** So many CVMs are named that were written; the JSON report names all. */
const MOST_NAMED = 20;

/** So many are named where no preview was seen to write: a fleet may be busy. */
const MOST_NAMED_BESIDE = 3;

/** Only what is an instance id is repeated from what a server said. */
const idText = (id: string | null): string => {
  if (id === null) return "none";
  return /^[0-9a-f]{40}$/.test(id) ? id : "one that is no instance id";
};

const cvmText = ({ cvmId, before }: WrittenId): string => `CVM ${cvmId} (its id before: ${idText(before)})`;

const cvmsText = (cvms: readonly WrittenId[], most: number): string => {
  const named = cvms.slice(0, most).map(cvmText);
  const more = cvms.length > most ? [`${cvms.length - most} more, named in the JSON report`] : [];
  return [...named, ...more].join(", ");
};

const writtenText = (written: readonly WrittenId[]): string =>
  `${written.length} ${written.length === 1 ? "CVM was" : "CVMs were"} seen written to by a preview: ${cvmsText(written, MOST_NAMED)}.`;

const alsoChangedText = ({ alsoChanged: changed, written }: ReportedPreviews): string =>
  changed.length === 0
    ? ""
    : ` During the run ${changed.length} ${changed.length === 1 ? "CVM" : "CVMs"} came to be stored as a preview had told, by whom was not seen: ${cvmsText(changed, written.length > 0 ? MOST_NAMED : MOST_NAMED_BESIDE)}.`;

const notSentText = (casesNotSent: number): string =>
  `After that nothing was sent that could write; ${casesNotSent} ${casesNotSent === 1 ? "case was" : "cases were"} left out.`;

const lookedText = (cvms: number): string =>
  cvms === 0
    ? "Whether previews write was not seen: none told of a change that could be looked at."
    : `No preview was seen to write: ${cvms} ${cvms === 1 ? "CVM" : "CVMs"} of which previews told a change ${cvms === 1 ? "was" : "were"} looked at afterwards.`;

const UNSEEN =
  "Whether previews write was not seen: of a change that one told of, no preview sent after it showed anything.";

const wholeStoreText: Readonly<Record<ReportedPreviews["wholeStore"], string>> = {
  unchanged: " The store is as it was.",
  changed: " The store is not as it was.",
  "not looked into": "",
};

const verdictText = (previews: ReportedPreviews): string => {
  const { written, unseen, casesNotSent, cvmsLookedAt, wholeStore } = previews;
  if (written.length > 0) return `${writtenText(written)} ${notSentText(casesNotSent)}`;
  if (unseen) return `${UNSEEN} ${notSentText(casesNotSent)}${wholeStoreText[wholeStore]}`;
  switch (wholeStore) {
    case "unchanged":
      return "Nothing was written: the store is as it was.";
    case "changed":
      return `The store is not as it was, and who wrote was not seen. ${lookedText(cvmsLookedAt)}`;
    case "not looked into":
      return lookedText(cvmsLookedAt);
  }
};

/** What became of the store in a run that had no leave to write, for people. */
export const previewsText = (previews: ReportedPreviews): string =>
  `${verdictText(previews)}${alsoChangedText(previews)}`;
