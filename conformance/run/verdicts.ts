import type { Law, Need, RelationLaw } from "../cases/law.ts";
import type { LawBook } from "../engine/law-book.ts";
import type { FindingBook } from "../findings/finding-book.ts";
import { gravest } from "../report/outcome.ts";
import type { ReportedLaw } from "../report/report.ts";
import { isMet, remedies } from "./hint-of.ts";
import { recalledCases } from "./recalled-cases.ts";
import type { RunOptions } from "./run-options.ts";

type RunChoice = Pick<
  RunOptions,
  | "laws"
  | "lawIds"
  | "skippedLawIds"
  | "profile"
  | "phases"
  | "allowWrites"
  | "credentials"
  | "corpus"
  | "baseline"
  | "stateUrl"
  | "mostRequests"
>;

/** What decides which laws are judged. `phases` is null where nothing is sent and traffic is watched. */
type Choice = Omit<RunChoice, "phases"> & { readonly phases: RunChoice["phases"] | null };

/** What the user gave that laws may need. */
type Equipment = Pick<Choice, "allowWrites" | "credentials" | "stateUrl">;

const lacking = (needs: readonly Need[], equipment: Equipment): string | null => {
  const need = needs.find((candidate) => !isMet(candidate, equipment));
  return need === undefined ? null : `needs ${remedies[need]}`;
};

/** Whether what is sent again has a case of a law, so that it needs no phase of its own. */
const isRecorded = ({ id }: Law, choice: Pick<RunChoice, "phases" | "corpus" | "baseline">): boolean => {
  const { baseline = [], findings = [], inputs = [] } = recalledCases(choice) ?? {};
  return [...baseline, ...findings].some(({ law }) => law === id) || inputs.some(({ relation }) => relation === id);
};

const needsPhase = ({ phase }: RelationLaw): string => `needs the phase ${phase}`;

/** Why traffic that is watched can't put a law to the test, or null where it can. */
export const whyNotOfTraffic = (law: Law): string | null => {
  if (law.kind === "relation") return "compares requests that only check sends";
  return law.besideOperation === true ? "is about other paths and methods, which only check judges" : null;
};

/** Why a law is not part of a run, or null where it is. */
const whyNotChosen = (law: Law, choice: Choice): string | null => {
  if (choice.skippedLawIds.includes(law.id)) return "skipped with --skip-laws";
  if (choice.lawIds !== null && !choice.lawIds.includes(law.id)) return "not among --laws";
  if (law.level === "reference" && choice.profile !== "reference") return "checked only with --profile reference";
  const { phases } = choice;
  if (phases === null) return whyNotOfTraffic(law);
  if (law.kind === "exchange") return null;
  // What guards the previews of a run looks for it in whatever phase.
  return law.guard !== undefined || phases.includes(law.phase) || isRecorded(law, { ...choice, phases })
    ? lacking(law.needs, choice)
    : needsPhase(law);
};

/** Why a run does not judge by a law, in words that stand by themselves. `choice` leaves it out, or has none of that id. */
export const whyNotJudged = (lawId: string, choice: Choice): string => {
  const law = choice.laws.find(({ id }) => id === lawId);
  const why = law === undefined ? null : whyNotChosen(law, choice);
  return why ?? "it is none of the laws that there are here: one of your own needs --laws-from";
};

/** Whether a law is in a run for what guards the previews alone. A first look is about just that. */
const isOfOtherPhase = (law: Law, { phases, ...choice }: Choice): law is RelationLaw =>
  law.kind === "relation" &&
  phases !== null &&
  choice.mostRequests === null &&
  !phases.includes(law.phase) &&
  !isRecorded(law, { ...choice, phases });

/** The laws that a run judges. */
export const chooseLaws = (choice: Choice): readonly Law[] =>
  choice.laws.filter((law) => whyNotChosen(law, choice) === null);

/** How many laws a run looks into: those that a report tells as skipped where nothing broke them are not among them. */
export const lawsSought = (choice: Choice): number =>
  chooseLaws(choice).filter((law) => !isOfOtherPhase(law, choice)).length;

/** What is to be said of each law there is, in the registry's order. `hint` says what one lacked that nothing put to the test. */
export const reportLaws = (
  choice: Choice,
  book: LawBook,
  { findings, unstable }: Pick<FindingBook, "findings" | "unstable">,
  hint: (law: Law) => string,
): readonly ReportedLaw[] =>
  choice.laws.map((law): ReportedLaw => {
    const record = book.recordOf(law.id);
    const text = { id: law.id, level: law.level, evidence: record?.evidence ?? 0 };
    if (record === undefined) return { ...text, verdict: "skipped", missing: whyNotChosen(law, choice) };
    if (record.error !== null) return { ...text, verdict: "harness-error", missing: record.error.message };
    const level = gravest(findings, law.id);
    if (level !== null) return { ...text, level, verdict: "broken", missing: null };
    const why = unstable.get(law.id);
    if (why !== undefined) return { ...text, verdict: "unstable", missing: why.text, doubt: why.doubt };
    if (record.evidence === 0 && isOfOtherPhase(law, choice))
      return { ...text, verdict: "skipped", missing: needsPhase(law) };
    return record.evidence === 0
      ? { ...text, verdict: "not-exercised", missing: hint(law) }
      : { ...text, verdict: "held", missing: null };
  });
