import type { PairTrial, StabilityTrial } from "./try-causes.ts";

const yes = (holds: boolean): string => (holds ? "yes" : "**no**");

const pairRow = ({ pair: [first, second], seed, alone, together, areNamedAlike, isTold, isFixed }: PairTrial): string =>
  `| ${first}, ${second} | ${seed} | ${alone.join(", ")} | ${together} | ${yes(areNamedAlike)} | ${yes(isTold)} | ${yes(isFixed)} |`;

const stableNames = ({ names, seeds }: StabilityTrial): number => names.filter(({ runs }) => runs === seeds).length;

const stabilityRow = (trial: StabilityTrial): string => {
  const { mutant, seeds, names } = trial;
  const others = names.filter(({ runs }) => runs < seeds).map(({ law, runs }) => `${law} ${runs}`);
  return `| ${mutant} | ${stableNames(trial)} | ${others.length === 0 ? "" : others.join(", ")} |`;
};

const share = (part: number, whole: number): string => `${part} of ${whole}`;

const isWhole = ({ alone, together, areNamedAlike, isTold, isFixed }: PairTrial): boolean =>
  alone.every((count) => count === 1) && together === 2 && areNamedAlike && isTold && isFixed;

/** docs/causes.md: what pairs of mutants in one server were found as, and how stable the names of findings are over seeds. */
export const causesPage = (pairs: readonly PairTrial[], stability: readonly StabilityTrial[]): string => {
  const seeds = stability[0]?.seeds ?? 0;
  const findings = stability.flatMap(({ names }) => names.map(({ runs }) => runs));
  const sightings = findings.reduce((sum, runs) => sum + runs, 0);
  const inAll = findings.filter((runs) => runs === seeds).reduce((sum, runs) => sum + runs, 0);
  return [
    "# Findings by cause, measured",
    "",
    "<!-- Written by `npm run causes`. -->",
    "",
    "How findings are told apart is said in [reports.md](reports.md#one-finding-a-cause). Here is how well that works: on mutants (servers with one deliberate bug, see [kill-matrix.md](kill-matrix.md)), checked by previews.",
    "",
    "## Two bugs in one server",
    "",
    `Of ${pairs.length} pairs of mutants, most of which break one law alike, ${share(pairs.filter(isWhole).length, pairs.length)} were told apart in full: each bug alone was one finding, both together two, under the same names; a baseline of the first knew the first and not the second, and called the first fixed where only the second was left.`,
    "",
    "| pair | seed | findings of each alone | of both | under the same names | baseline of the first: second is new | first gone: fixed, second is new |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...pairs.map(pairRow),
    "",
    "## One bug under many seeds",
    "",
    `Of ${stability.length} mutants, each checked with ${seeds} seeds (1 to ${seeds}), the last of them with the laws that compare answers too, ${share(stability.filter((trial) => stableNames(trial) === trial.names.length).length, stability.length)} had the same findings under the same names with every seed. Of all ${sightings} findings of these runs ${inAll} (${((100 * inAll) / Math.max(1, sightings)).toFixed(1)} %) had a name that was found with every seed.`,
    "",
    "| mutant | findings with every seed | others, by law, with how many seeds |",
    "| --- | --- | --- |",
    ...stability.map(stabilityRow),
    "",
  ].join("\n");
};
