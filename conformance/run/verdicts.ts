import type { Law, Need } from "../cases/law.ts";
import type { LawBook } from "../engine/law-book.ts";
import type { FindingBook } from "../findings/finding-book.ts";
import { gravest } from "../report/outcome.ts";
import type { ReportedLaw } from "../report/report.ts";
import type { RunOptions } from "./run-options.ts";

type RunChoice = Pick<
  RunOptions,
  "laws" | "lawIds" | "skippedLawIds" | "profile" | "phases" | "allowWrites" | "credentials" | "corpus" | "stateUrl"
>;

/** What decides which laws are judged. `phases` is null where nothing is sent and traffic is watched. */
type Choice = Omit<RunChoice, "phases"> & { readonly phases: RunChoice["phases"] | null };

/** What the user gave that laws may need. */
type Equipment = Pick<Choice, "allowWrites" | "credentials" | "stateUrl">;

/** What a need of a law's that is not met asks of the user. */
const remedies: Readonly<Record<Need, string>> = {
  "member-key": "needs --api-key",
  "admin-key": "needs --admin-key",
  "other-key": "needs --other-key, the key of a member of another workspace",
  writes: "needs --allow-writes",
  "state-probe": "needs --state-url, which docs/state-probe.md tells how to serve",
};

const credentialOf = { "member-key": "member", "admin-key": "admin", "other-key": "other" } as const;

const isMet = (need: Need, { allowWrites, credentials, stateUrl }: Equipment): boolean => {
  if (need === "writes") return allowWrites;
  return need === "state-probe" ? stateUrl !== null : credentials.includes(credentialOf[need]);
};

const lacking = (needs: readonly Need[], equipment: Equipment): string | null => {
  const need = needs.find((candidate) => !isMet(candidate, equipment));
  return need === undefined ? null : remedies[need];
};

/** Whether the replay phase has a case of a law, so that it needs no phase of its own. */
const isRecorded = ({ id }: Law, { phases, corpus }: Pick<RunChoice, "phases" | "corpus">): boolean =>
  corpus !== null &&
  phases.includes("replay") &&
  (corpus.findings.some(({ law }) => law === id) || corpus.inputs.some(({ relation }) => relation === id));

/** Why a law is not part of a run, or null where it is. */
const whyNotChosen = (law: Law, choice: Choice): string | null => {
  if (choice.skippedLawIds.includes(law.id)) return "skipped with --skip-laws";
  if (choice.lawIds !== null && !choice.lawIds.includes(law.id)) return "not among --laws";
  if (law.level === "reference" && choice.profile !== "reference") return "checked only with --profile reference";
  if (law.kind === "exchange") return null;
  const { phases, corpus } = choice;
  if (phases === null) return "compares requests that only check sends";
  return phases.includes(law.phase) || isRecorded(law, { phases, corpus })
    ? lacking(law.needs, choice)
    : `needs the phase ${law.phase}`;
};

/** The laws that a run judges. */
export const chooseLaws = (choice: Choice): readonly Law[] =>
  choice.laws.filter((law) => whyNotChosen(law, choice) === null);

const PREVIEWS_WRITE = "Was not put to the test, for previews write: nothing more was sent that could.";

/** What is to be said of each law there is, in the registry's order. */
export const reportLaws = (
  choice: Choice,
  book: LawBook,
  { findings, unstable }: Pick<FindingBook, "findings" | "unstable">,
  previewsWrite: boolean,
): readonly ReportedLaw[] =>
  choice.laws.map((law): ReportedLaw => {
    const record = book.recordOf(law.id);
    const text = { id: law.id, level: law.level, evidence: record?.evidence ?? 0 };
    if (record === undefined) return { ...text, verdict: "skipped", missing: whyNotChosen(law, choice) };
    if (record.error !== null) return { ...text, verdict: "harness-error", missing: record.error.message };
    const level = gravest(findings.filter((finding) => finding.law === law.id));
    if (level !== null) return { ...text, level, verdict: "broken", missing: null };
    const why = unstable.get(law.id);
    if (why !== undefined) return { ...text, verdict: "unstable", missing: why };
    return record.evidence === 0
      ? { ...text, verdict: "not-exercised", missing: previewsWrite ? PREVIEWS_WRITE : law.missing }
      : { ...text, verdict: "held", missing: null };
  });
