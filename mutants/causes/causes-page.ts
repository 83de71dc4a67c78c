import type { PairTrial, StabilityTrial } from "./try-causes.ts";

const yes = (holds: boolean): string => (holds ? "yes" : "**no**");

const pairRow = ({ pair: [first, second], seed, alone, together, areNamedAlike, isTold, isFixed }: PairTrial): string =>
  `| ${first}, ${second} | ${seed} | ${alone.join(", ")} | ${together} | ${yes(areNamedAlike)} | ${yes(isTold)} | ${yes(isFixed)} |`;

const stabilityRow = ({ mutant, laws }: StabilityTrial): string =>
  `| ${mutant} | ${laws.map(({ law, found, alike }) => `${law} ${alike}/${found}`).join(", ") || "none found"} |`;

const share = (part: number, whole: number): string => `${part} of ${whole}`;

const isWhole = ({ alone, together, areNamedAlike, isTold, isFixed }: PairTrial): boolean =>
  alone.every((count) => count === 1) && together === 2 && areNamedAlike && isTold && isFixed;

/** docs/causes.md: what pairs of mutants in one server were found as, and how stable the names of findings are over seeds. */
export const causesPage = (pairs: readonly PairTrial[], stability: readonly StabilityTrial[]): string => {
  const seeds = stability[0]?.seeds ?? 0;
  const laws = stability.flatMap((trial) => trial.laws);
  const found = laws.reduce((sum, law) => sum + law.found, 0);
  const alike = laws.reduce((sum, law) => sum + law.alike, 0);
  const isStable = ({ laws: own }: StabilityTrial): boolean => own.every((law) => law.alike === law.found);
  const stable = share(stability.filter(isStable).length, stability.length);
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
    `Of ${stability.length} mutants, each checked with ${seeds} seeds (1 to ${seeds}) and few cases, the last of them with the laws that compare answers too, ${stable} had of each law that was found broken the same findings under the same names in every run that found it. So it was in ${alike} of ${found} sightings (a law found broken in a run), ${((100 * alike) / Math.max(1, found)).toFixed(1)} %. A law that compares answers is not found broken with every seed by so few cases: how often laws find bugs is what [kill-matrix.md](kill-matrix.md) says.`,
    "",
    "| mutant | law, in how many of the runs that found it broken it had the same names |",
    "| --- | --- |",
    ...stability.map(stabilityRow),
    "",
  ].join("\n");
};
