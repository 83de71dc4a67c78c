import type { RelationLaw } from "../cases/law.ts";
import { listed } from "../cases/listed.ts";
import type { Breach, Sighting } from "../cases/trial.ts";
import type { LawBook } from "./law-book.ts";
import { type WritingPreview, type WrittenCvm, wroteThoughRefused } from "./previews/writing-preview.ts";

/** What the law about that can't tell from the answers, as far as it shows. */
type SeenWrite = Pick<WritingPreview, "readings" | "written" | "shownBy">;

/** The stored id that was to be kept. Answers before a preview, and its own, may tell different ones. */
const keptText = (before: string | null, byPreview: string | null | undefined): string =>
  byPreview === undefined
    ? JSON.stringify(before)
    : `${JSON.stringify(before)} by earlier answers, ${JSON.stringify(byPreview)} by the preview's own`;

/** What a preview wrote, where the law about that can't tell it from the answers, or the store shows more surely than these do. */
const storedWrite = (law: RelationLaw, seen: SeenWrite): Breach => {
  const {
    written: [first],
    shownBy,
  } = seen;
  return {
    law,
    violation: {
      message: `By ${shownBy === "answers" ? "what answers tell" : "the state probe"}, CVM ${first?.cvmId} was written by a ${wroteThoughRefused(seen) ? "request that was refused or failed" : "preview"}, if nobody else wrote it just then.`,
      expected: `the stored id kept: ${keptText(first?.before ?? null, first?.beforeByPreview)}`,
      actual: JSON.stringify(first?.after ?? null),
      discriminator: "written",
    },
    step: null,
  };
};

/** So many CVMs are named. */
const MOST_NAMED = 3;

/**
 * What has to be so again before the same requests can show the same: a preview that wrote has left nothing to be written. A bug that depends on
 * the time or on how many requests came before does not show again for that alone.
 */
const asItWas = (written: readonly WrittenCvm[]): string => {
  const named = written
    .slice(0, MOST_NAMED)
    .map(
      ({ cvmId, before, beforeByPreview }) =>
        `CVM ${cvmId} ${before === null ? "is without an id again" : `has the id ${before} again`}${beforeByPreview === undefined ? "" : `, as earlier answers told it (the preview's own: ${beforeByPreview ?? "none"})`}`,
    );
  const left = written.length - named.length;
  const more = left === 0 ? [] : [left === 1 ? "1 more is as it was" : `${left} more are as they were`];
  return `These requests may show it again once ${listed([...named, ...more])}.`;
};

/** What was seen of a preview that wrote, as the law about that says it: beyond doubt, for it can't be seen again without writing more. It counts as evidence. */
export const writingSighting = (law: RelationLaw, seen: SeenWrite, book: LawBook): Sighting => {
  const { readings, written } = seen;
  const { breaches, exercised } = book.judge(readings, null, law, true);
  // What the store alone shows puts the law to the test as well.
  if (!exercised.includes(law.id)) book.addEvidence(law, 1);
  // The law goes by what the preview itself told to be stored before, which earlier answers may have told otherwise.
  const isDoubted = written.some(({ beforeByPreview }) => beforeByPreview !== undefined);
  const told =
    seen.shownBy === "answers" && !isDoubted ? breaches.find((candidate) => candidate.law === law) : undefined;
  const breach = told ?? storedWrite(law, seen);
  const message = `${breach.violation.message} ${asItWas(written)}`;
  const conclusive: Breach = { ...breach, violation: { ...breach.violation, message, isConclusive: true } };
  return { trial: { readings, breaches: [conclusive], exercised: [law.id] }, breach: conclusive };
};
