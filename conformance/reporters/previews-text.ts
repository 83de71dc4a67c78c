import type { ReportedPreviews, WrittenId } from "../report/report.ts";

/** So many CVMs are named; the JSON report names all. */
const MOST_NAMED = 20;

/** Only what is an instance id is repeated from what a server said. */
const idText = (id: string | null): string => {
  if (id === null) return "none";
  return /^[0-9a-f]{40}$/.test(id) ? id : "one that is no instance id";
};

const cvmText = ({ cvmId, before }: WrittenId): string => `CVM ${cvmId} (its id before: ${idText(before)})`;

const writtenText = (written: readonly WrittenId[]): string => {
  const named = written.slice(0, MOST_NAMED).map(cvmText);
  const more = written.length > MOST_NAMED ? [`${written.length - MOST_NAMED} more, named in the JSON report`] : [];
  return `${written.length} ${written.length === 1 ? "CVM was" : "CVMs were"} seen written to by a preview: ${[...named, ...more].join(", ")}.`;
};

const notSentText = (casesNotSent: number): string =>
  `After that nothing was sent that could write; ${casesNotSent} ${casesNotSent === 1 ? "case was" : "cases were"} left out.`;

const lookedText = (cvms: number): string =>
  cvms === 0
    ? "Whether previews write was not seen: none told of a change that could be looked at."
    : `No preview was seen to write: ${cvms} ${cvms === 1 ? "CVM" : "CVMs"} of which previews told a change ${cvms === 1 ? "was" : "were"} looked at afterwards.`;

/** What became of the store in a run that had no leave to write, for people. */
export const previewsText = ({ written, casesNotSent, cvmsLookedAt, wholeStore }: ReportedPreviews): string => {
  if (written.length > 0) return `${writtenText(written)} ${notSentText(casesNotSent)}`;
  switch (wholeStore) {
    case "unchanged":
      return "Nothing was written: the store is as it was.";
    case "changed":
      return `The store is not as it was, and who wrote was not seen. ${lookedText(cvmsLookedAt)}`;
    case "not looked into":
      return lookedText(cvmsLookedAt);
  }
};
