import type { CataloguedMutant } from "../load-mutants.ts";
import type { Matrix } from "./judge-matrix.ts";
import { wrapProse } from "../pages/wrap-prose.ts";
import { stepsWords } from "./step-words.ts";
import type { Trial } from "./trial.ts";

/** What the page tells beside the matrix. */
export interface MatrixFacts {
  readonly lawIds: readonly string[];
  readonly seed: number;
  readonly totalMs: number;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** A middle one of some numbers, 0 where there are none. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/[\r\n]+/g, " ");

const verdictOf = ({ failure, kills }: Trial): string => {
  if (failure !== null) return `no verdict: ${cell(failure)}`;
  return kills.length === 0 ? "survives" : kills.map(({ law }) => law).join(", ");
};

const rowOf = (trial: Trial, bug: string): string => {
  const [first] = trial.kills;
  const found = first === undefined ? ["", ""] : [String(first.requests), `${seconds(first.elapsedMs)}`];
  const cells = [...found, seconds(trial.durationMs), first === undefined ? "" : stepsWords(first.steps)];
  return `| **${trial.mutant}** ${cell(bug)} | ${verdictOf(trial)} | ${cells.join(" | ")} |`;
};

const lawRow = (id: string, trials: readonly Trial[]): string => {
  const killed = trials.filter(({ kills }) => kills.some(({ law }) => law === id));
  const alone = killed.filter(({ kills }) => kills.length === 1).map(({ mutant }) => mutant);
  return `| ${id} | ${killed.length} | ${alone.join(", ")} |`;
};

const seamRow = (seam: string, mutants: readonly CataloguedMutant[], killed: ReadonlySet<string>): string =>
  `| ${seam} | ${mutants.length} | ${mutants.filter(({ name }) => killed.has(name)).length} |`;

const mutantTable = (trials: readonly Trial[], bugOf: ReadonlyMap<string, string>): readonly string[] => [
  "| mutant | killed by | after requests | after | trial | shrunk to |",
  "| --- | --- | ---: | ---: | ---: | --- |",
  ...trials.map((trial) => rowOf(trial, bugOf.get(trial.mutant) ?? "")),
  "",
];

/** The published page, in Markdown. */
export const matrixPage = (
  { trials, complaints }: Matrix,
  mutants: readonly CataloguedMutant[],
  facts: MatrixFacts,
): string => {
  const bugOf = new Map(mutants.map(({ name, bug }) => [name, bug]));
  const broken = new Set(mutants.filter(({ killedBy }) => killedBy.length > 0).map(({ name }) => name));
  const killed = trials.filter(({ mutant, kills }) => broken.has(mutant) && kills.length > 0);
  const firstMs = killed.flatMap(({ kills }) => kills.slice(0, 1)).map(({ elapsedMs }) => elapsedMs);
  const names = new Set(killed.map(({ mutant }) => mutant));
  const seams = [...Map.groupBy(mutants, ({ seam }) => seam)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const trialsIn = (members: readonly CataloguedMutant[]): readonly Trial[] =>
    trials.filter(({ mutant }) => members.some(({ name }) => name === mutant));
  const needy = killed.filter(({ budget }) => budget === "thorough").map(({ mutant }) => mutant);
  const trialMs = killed.map(({ durationMs }) => durationMs);
  return wrapProse(
    [
      "# The kill matrix",
      "",
      "Written by `npm run mutants`; do not edit.",
      "",
      `A mutant is the reference with one deliberate bug. Here are ${broken.size}, and one without a bug, which has to survive. Each is started on loopback with the small fleet and`,
      "held to all laws of the profile `reference`, black-box, over HTTP: with a key of each kind, leave to write, and the test",
      `state. It is killed when a law is found broken, and the finding repeats. The seed is ${facts.seed}.`,
      "",
      `**${killed.length} of ${broken.size} are killed.** The first finding is made, confirmed and shrunk after ${seconds(median(firstMs))} in the median; a trial takes ${seconds(median(trialMs))} in the median and`,
      `${seconds(Math.max(0, ...trialMs))} at most, all of them ${seconds(facts.totalMs)} with two at a time.`,
      "",
      `For ${killed.length - needy.length} of them the cases that \`check\` sends by default are enough for each law that has to find them; ${needy.length === 0 ? "none needs" : `${needy.join(", ")} ${needy.length === 1 ? "needs" : "need"}`} those that \`--thorough\` adds.`,
      "",
      "Each mutant's file names the laws that have to find it. A trial is over when all of these have, so other laws that would find it later are not",
      "listed; where one of them does not, the gate runs to its end. A mutant that only laws which compare answers have to find is tried on those laws:",
      "each makes the same cases whatever else is tried. `npm run mutants -- --whole` runs every phase on every mutant to the end.",
      "",
      ...(complaints.length === 0
        ? []
        : ["What is wrong:", "", ...complaints.map((complaint) => `- ${complaint}`), ""]),
      "## Mutants",
      "",
      "Laws stand in the order in which they found something. Requests, the first time and the requests shown are those of the first finding, the second time is the whole",
      "trial's. A request without a method is the `PATCH` of the operation.",
      "",
      "They are sorted by what they break; the one without a bug is the control.",
      "",
      "| what it breaks | mutants | killed |",
      "| --- | ---: | ---: |",
      ...seams.map(([seam, members]) => seamRow(seam, members, names)),
      "",
      ...seams.flatMap(([seam, members]) => [`### ${seam}`, "", ...mutantTable(trialsIn(members), bugOf)]),
      "## Laws",
      "",
      "How many trials each law found something in before they were over, and which found nothing else.",
      "",
      "| law | kills | mutants that it alone killed |",
      "| --- | ---: | --- |",
      ...facts.lawIds.map((id) => lawRow(id, trials)),
      "",
    ].join("\n"),
  );
};
