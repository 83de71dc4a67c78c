import type { RelationLaw } from "../cases/law.ts";
import type { Breach, Sighting } from "../cases/trial.ts";
import { asItWas } from "./as-it-was.ts";
import type { LawBook } from "./law-book.ts";
import { type WritingPreview, wroteThoughRefused } from "./previews/writing-preview.ts";

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
