import type { ExchangeLaw, RelationLaw } from "../cases/law.ts";
import { NOT_ASKED_FOR, RUN_WAS_OVER } from "../report/outcome.ts";
import type { PhaseEnd } from "../report/phase-end.ts";
import type { ReportedPhase } from "../report/reported-phase.ts";

const ENDS: Readonly<Record<PhaseEnd, string>> = {
  time: "time (--time) was up",
  interruption: "the run was interrupted",
  findings: "there were as many findings as --max-findings asked for",
  "target lost": "the target was lost",
};

/** That a law was not put to the test because its phase was ended before it was through; null where it was through, or not begun. */
export const whyCutOff = ({ phase }: Pick<RelationLaw, "phase">, phases: readonly ReportedPhase[]): string | null => {
  const endedBy = phases.find(({ name }) => name === phase)?.endedBy;
  return endedBy === undefined
    ? null
    : `Was not put to the test before ${ENDS[endedBy]}, in the middle of its phase ${phase}.`;
};

/** The same of a law about one exchange, which whatever phase may send, or those that it names; null where the run came to the end of all of them. */
export const whyNotSeen = ({ sentIn = [] }: ExchangeLaw, phases: readonly ReportedPhase[]): string | null => {
  const endedBy = phases.find((phase) => phase.endedBy !== undefined)?.endedBy;
  const why = endedBy === undefined ? RUN_WAS_OVER : ENDS[endedBy];
  const [cut] = phases.filter(
    ({ name, endedBy: end, skipped }) =>
      (end !== undefined || skipped === RUN_WAS_OVER) && (sentIn.length === 0 || sentIn.includes(name)),
  );
  if (cut === undefined) return null;
  return `Was not put to the test before ${why}, ${cut.skipped === null ? "in the middle of" : "and before"} the phase ${cut.name}.`;
};

/** That a law about one exchange was not put to the test by some phases, where others that might have were not asked for; null where all were. */
export const whyNotShown = (phases: readonly ReportedPhase[]): string | null => {
  const sent = phases.filter(({ requests }) => requests > 0).map(({ name }) => name);
  const isWhole = phases.every(({ name, skipped }) => name === "replay" || skipped !== NOT_ASKED_FOR);
  return isWhole || sent.length === 0
    ? null
    : `Was not put to the test by the ${sent.length === 1 ? "phase" : "phases"} ${sent.join(", ")} alone.`;
};
