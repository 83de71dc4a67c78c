import type { Mutant } from "../define-mutant.ts";
import type { Matrix } from "./judge-matrix.ts";
import type { Kill, Trial } from "./trial.ts";

/** What the page tells beside the matrix. */
export interface MatrixFacts {
  readonly lawIds: readonly string[];
  readonly totalMs: number;
}

const MAX_STEP_CHARACTERS = 160;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** A middle one of some numbers, 0 where there are none. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/[\r\n]+/g, " ");

const code = (text: string): string => {
  const short = text.length > MAX_STEP_CHARACTERS ? `${text.slice(0, MAX_STEP_CHARACTERS)}...` : text;
  const printable = JSON.stringify(short)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll(/[^\x20-\x7e]/g, "?");
  return `\`\` ${cell(printable)} \`\``;
};

const stepsOf = ({ steps }: Kill): string => {
  const shown = steps.map((step) => step.replace(/ PATCH \/api\/v1\/cvms\/instance-ids /, " "));
  const repeated = shown.map((step, index) => (index > 0 && step === shown[index - 1] ? "the same" : code(step)));
  return repeated.join(" then ");
};

const verdictOf = ({ failure, kills }: Trial): string => {
  if (failure !== null) return `no verdict: ${cell(failure)}`;
  return kills.length === 0 ? "survives" : kills.map(({ law }) => law).join(", ");
};

const rowOf = (trial: Trial, bug: string): string => {
  const [first] = trial.kills;
  const cells =
    first === undefined
      ? [String(trial.requests), seconds(trial.durationMs), ""]
      : [String(first.requests), seconds(first.elapsedMs), stepsOf(first)];
  return `| **${trial.mutant}** ${cell(bug)} | ${verdictOf(trial)} | ${cells.join(" | ")} |`;
};

/** The published page, in Markdown. */
export const matrixPage = ({ trials, complaints }: Matrix, mutants: readonly Mutant[], facts: MatrixFacts): string => {
  const bugOf = new Map(mutants.map(({ name, bug }) => [name, bug]));
  const broken = mutants.filter(({ killedBy }) => killedBy.length > 0);
  const first = trials.flatMap(({ kills }) => kills.slice(0, 1));
  const lawRows = facts.lawIds.map((id) => {
    const killed = trials.filter(({ kills }) => kills.some(({ law }) => law === id));
    const alone = killed.filter(({ kills }) => kills.length === 1).map(({ mutant }) => mutant);
    return `| ${id} | ${killed.length} | ${alone.length === 0 ? "" : alone.join(", ")} |`;
  });
  return [
    "# The kill matrix",
    "",
    "Written by `npm run mutants`; do not edit.",
    "",
    "A mutant is the reference with one deliberate bug. Each is started on loopback with the small fleet and held to all laws, black-box, over HTTP,",
    "with `check`'s default budget, a key of each kind, leave to write, and the test state. It is killed when a law is found broken, and the finding repeats.",
    "",
    `${first.length} of ${broken.length} mutants are killed, the first finding after ${seconds(median(first.map(({ elapsedMs }) => elapsedMs)))} in the median; a whole gate takes ${seconds(median(trials.map(({ durationMs }) => durationMs)))} in the median, all of them ${seconds(facts.totalMs)}.`,
    "",
    ...(complaints.length === 0 ? [] : ["What is wrong:", "", ...complaints.map((complaint) => `- ${complaint}`), ""]),
    "## Mutants",
    "",
    "Laws stand in the order in which they found something. Requests, time and the shrunk requests are those of the first finding; a request without a method is the `PATCH` of the operation.",
    "",
    "| mutant | killed by | requests | time | shrunk to |",
    "| --- | --- | ---: | ---: | --- |",
    ...trials.map((trial) => rowOf(trial, bugOf.get(trial.mutant) ?? "")),
    "",
    "## Laws",
    "",
    "| law | kills | mutants that it alone kills |",
    "| --- | ---: | --- |",
    ...lawRows,
    "",
  ].join("\n");
};
