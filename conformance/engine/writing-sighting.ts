import type { RelationLaw } from "../cases/law.ts";
import type { Breach, Sighting } from "../cases/trial.ts";
import type { LawBook } from "./law-book.ts";
import type { WritingPreview, WrittenCvm } from "./writing-preview.ts";

/** What a preview wrote, where the law about that can't tell it from the answers: it shows in the store alone. */
const storedWrite = (law: RelationLaw, [first]: readonly WrittenCvm[]): Breach => ({
  law,
  violation: {
    message: `CVM ${first?.cvmId} was written by a preview.`,
    expected: `the stored id kept: ${JSON.stringify(first?.before ?? null)}`,
    actual: JSON.stringify(first?.after ?? null),
    discriminator: "written",
  },
  step: null,
});

/** What was seen of a preview that wrote, as the law about that says it: beyond doubt, for it can't be seen again without writing more. */
export const writingSighting = (
  law: RelationLaw,
  { readings, written }: Pick<WritingPreview, "readings" | "written">,
  book: LawBook,
): Sighting => {
  const { breaches } = book.judge(readings, null, law, true);
  const breach = breaches.find((candidate) => candidate.law === law) ?? storedWrite(law, written);
  const conclusive: Breach = { ...breach, violation: { ...breach.violation, isConclusive: true } };
  return { trial: { readings, breaches: [conclusive], exercised: [law.id] }, breach: conclusive };
};
