import type { Look, PlannedPhase, RunOptions } from "../../conformance/index.ts";

const COLUMNS = ["cases", "requests", "previews", "writing", "overwriting"] as const;

const HEADINGS: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  cases: "cases",
  requests: "requests",
  previews: "previews",
  writing: "writing",
  overwriting: "overwrite",
};

const row = (name: string, cells: readonly string[]): string =>
  `  ${name.padEnd(10)}${cells.map((cell) => cell.padStart(11)).join("")}`;

const cellsOf = (phase: Pick<PlannedPhase, (typeof COLUMNS)[number]>): readonly string[] =>
  COLUMNS.map((column) => String(phase[column]));

const sumOf = (phases: readonly PlannedPhase[]): Pick<PlannedPhase, (typeof COLUMNS)[number]> => {
  const sum = (column: (typeof COLUMNS)[number]): number => phases.reduce((total, phase) => total + phase[column], 0);
  return {
    cases: sum("cases"),
    requests: sum("requests"),
    previews: sum("previews"),
    writing: sum("writing"),
    overwriting: sum("overwriting"),
  };
};

/** What is said of requests that write, or could. */
const riskText = (allowWrites: boolean): readonly string[] =>
  allowWrites
    ? ["Those under `writing` write; `overwrite` counts those that may replace an id by another, previews among them."]
    : [
        "None of them is to write. Those under `previews` would on a server whose previews write; `overwrite` counts those of",
        "them that could replace an id by another. They go out in order of the harm that they could do, each new kind alone,",
        "and none after the first that was seen to write.",
      ];

/** What a plan is made of where no server was asked. */
export const WHOLE_SAMPLE = "a small one was thought of here";

/** What is said of how many of these cases a run sends, and of those that are not here. */
const casesTexts = ({ shard, rounds }: Pick<RunOptions, "shard" | "rounds">): readonly string[] => {
  if (!Number.isFinite(rounds)) return ["These are the cases of a first round; others follow until the time is over."];
  if (shard !== null && shard.count > 1) return ["These are all the cases of this shard, which sends them all."];
  return [
    "These are all the cases that there are: --thorough sends them all. Else a run begins with the most telling ones and",
    "ends when more teach nothing new, mostly after a fifth of the requests.",
  ];
};

/** A plan as a table for people. `sample`: what was thought of instead of asking the server, or null. */
export const planText = (
  phases: readonly PlannedPhase[],
  options: Pick<RunOptions, "allowWrites" | "shard" | "rounds">,
  sample: string | null,
): string =>
  [
    row(
      "phase",
      COLUMNS.map((column) => HEADINGS[column]),
    ),
    ...phases.map((phase) =>
      phase.skipped === null ? row(phase.name, cellsOf(phase)) : `  ${phase.name.padEnd(10)} ${phase.skipped}`,
    ),
    row("in all", cellsOf(sumOf(phases))),
    "",
    ...casesTexts(options),
    "To the cases come what --corpus and --baseline hold; the probe's previews, some fifty and a few for each further key;",
    "some hundreds more that try out new kinds of previews and look at what they told of; calls of --state-url; and what",
    "confirms and shrinks a finding.",
    ...(sample === null ? [] : [`What is sent in relations, access and writes depends on the fleet; ${sample}.`]),
    ...riskText(options.allowWrites),
    "",
  ].join("\n");

const keysText = (credentials: readonly string[]): string =>
  `${credentials.length === 1 ? "key" : "keys"} of ${credentials.join(" and ")}`;

/** What stands in for what a first look did not see; null where it saw all. */
export const sampleOfLook = ({ knowledge, unsent }: Look): string | null => {
  if (knowledge === null) return WHOLE_SAMPLE;
  return unsent.length === 0 ? null : `four CVMs a key were thought of here for the\n${keysText(unsent)}`;
};

/** What a first look saw of the fleet. */
export const lookText = ({ seen, unsent, report }: Look): string => {
  const fleets = [...seen].map(([credential, counts]) => {
    const kinds = [...counts].map(([status, count]) => `${count} ${status}`).join(", ");
    return `  ${credential === "none" ? "it" : `the key of ${credential}`} sees ${kinds === "" ? "no CVM" : `CVMs: ${kinds}`}`;
  });
  return [
    `A first look: ${report.requests} ${report.requests === 1 ? "preview" : "previews"}, one at a time, none with overwrite.`,
    ...(fleets.length === 0 ? ["  It ended before it was through with what shows which CVMs there are."] : fleets),
    ...(unsent.length === 0 ? [] : [`  not sent: the ${keysText(unsent)}`]),
    "",
  ].join("\n");
};
