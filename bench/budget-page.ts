import { wrapProse } from "../mutants/index.ts";
import { median } from "./median.ts";

/** What the default budget missed with one seed. */
export interface SeedResult {
  readonly seed: number;
  readonly mutants: number;
  /** Killed by a law at least, with the cases that `check` sends by default. */
  readonly killed: number;
  /** Killed by each law that its file names, by default. */
  readonly killedByAll: number;
  /** Killed with `--thorough` alone. */
  readonly lost: readonly string[];
}

/** The same whole run with both budgets. */
export interface PairedRun {
  readonly mutant: string;
  readonly seed: number;
  readonly requests: { readonly learning: number; readonly thorough: number };
  readonly durationMs: { readonly learning: number; readonly thorough: number };
}

/** Everything that `npm run bench:budget` measures. */
export interface BudgetFigures {
  readonly seeds: readonly SeedResult[];
  readonly runs: readonly PairedRun[];
  /** By seed the requests of a run on the server without a bug. */
  readonly soundRequests: readonly number[];
}

const row = ({ seed, mutants, killed, killedByAll, lost }: SeedResult): string =>
  `| ${seed} | ${mutants} | ${killed} | ${killedByAll} | ${lost.length === 0 ? "none" : lost.join(", ")} |`;

const ratioOf = (runs: readonly PairedRun[], measure: "requests" | "durationMs"): string =>
  median(runs.map((run) => run[measure].learning / run[measure].thorough)).toFixed(2);

const middle = (runs: readonly PairedRun[], budget: "learning" | "thorough"): string =>
  `| ${budget === "learning" ? "default" : "--thorough"} | ${median(runs.map(({ requests }) => requests[budget])).toLocaleString("en")} | ${(
    median(runs.map(({ durationMs }) => durationMs[budget])) / 1000
  ).toFixed(1)} s |`;

/** docs/budget.md, from the figures. */
export const budgetPage = ({ seeds, runs, soundRequests }: BudgetFigures): string =>
  wrapProse(`# What the default budget costs, and what it misses

Written by \`npm run bench:budget\`; do not edit.

Where nothing else is asked for, \`check\` sends the most telling cases first and ends when more teach nothing new;
\`--thorough\` sends all. The mutants of [the kill matrix](kill-matrix.md) are tried with both.

## What is missed

Each mutant with the default budget; what that does not kill with \`--thorough\` as well. The laws that a mutant's file
names are those that have to find it; any one of them fails the gate.

| seed | mutants | killed by default | by each law named | lost by default |
| ---: | ---: | ---: | ---: | --- |
${seeds.map(row).join("\n")}

## What is sent

${runs.length} whole runs of every phase, on ${new Set(runs.map(({ mutant }) => mutant)).size} mutants spread over the matrix, with each budget; medians.

| budget | requests | time |
| --- | ---: | ---: |
${middle(runs, "learning")}
${middle(runs, "thorough")}

Run by run the default sends ${ratioOf(runs, "requests")} times the requests of \`--thorough\` and takes ${ratioOf(runs, "durationMs")} times its time, in the median.

On the server without a bug, with ${soundRequests.length} seeds, the default sends ${Math.min(...soundRequests).toLocaleString("en")} to ${Math.max(...soundRequests).toLocaleString("en")} requests.
`);
