import type { WrittenId } from "../report/reported-previews.ts";

/** So many CVMs are named that were written; the JSON report names all. */
export const MOST_NAMED = 20;

/** So many are named that are hardly this run's work: a fleet may be busy. */
export const MOST_NAMED_BESIDE = 3;

/** Only what is an instance id is repeated from what a server said. */
const idText = (id: string | null): string => {
  if (id === null) return "none";
  return /^[0-9a-f]{40}$/i.test(id) ? id : "one that is no instance id";
};

const cvmText = ({ cvmId, before, beforeByPreview: own }: WrittenId): string =>
  own === undefined
    ? `CVM ${cvmId} (its id before: ${idText(before)})`
    : `CVM ${cvmId} (its id before by earlier answers: ${idText(before)}; by the preview's own: ${idText(own)})`;

/** Names CVMs with the ids that they had, so many at most. */
export const cvmsText = (cvms: readonly WrittenId[], most: number): string => {
  const named = cvms.slice(0, most).map(cvmText);
  const more = cvms.length > most ? [`${cvms.length - most} more, which --report json names`] : [];
  return [...named, ...more].join(", ");
};
