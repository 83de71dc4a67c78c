import type { RelationLaw } from "../cases/law.ts";
import type { Breach, Sighting } from "../cases/trial.ts";
import type { LawBook } from "./law-book.ts";
import type { WritingPreview, WrittenCvm } from "./previews/writing-preview.ts";

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

/** So many CVMs are named. */
const MOST_NAMED = 3;

/** What has to be so again before the same requests show the same: a preview that wrote has left nothing to be written. */
const asItWas = (written: readonly WrittenCvm[]): string => {
  const named = written
    .slice(0, MOST_NAMED)
    .map(
      ({ cvmId, before }) =>
        `CVM ${cvmId} has to ${before === null ? "be without an id again" : `have the id ${before} again`}`,
    );
  const more = written.length > MOST_NAMED ? [`${written.length - MOST_NAMED} more have to be as they were`] : [];
  return `Before these requests can show it again: ${[...named, ...more].join(", ")}.`;
};

/** What was seen of a preview that wrote, as the law about that says it: beyond doubt, for it can't be seen again without writing more. */
export const writingSighting = (
  law: RelationLaw,
  { readings, written }: Pick<WritingPreview, "readings" | "written">,
  book: LawBook,
): Sighting => {
  const { breaches } = book.judge(readings, null, law, true);
  const breach = breaches.find((candidate) => candidate.law === law) ?? storedWrite(law, written);
  const message = `${breach.violation.message} ${asItWas(written)}`;
  const conclusive: Breach = { ...breach, violation: { ...breach.violation, message, isConclusive: true } };
  return { trial: { readings, breaches: [conclusive], exercised: [law.id] }, breach: conclusive };
};
