import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unknown-id-counted-again",
  bug: "An unknown id counts, and is answered, as often as it is named.",
  changes: changeSelection(({ entries, total }, { options: { cvmIds, limit } }) => {
    const timesNamed = (identifier: string): number => (cvmIds ?? []).filter((name) => name === identifier).length;
    const again = entries.flatMap((entry) =>
      entry.kind === "unresolved" ? Array.from({ length: timesNamed(entry.identifier) - 1 }, () => entry) : [],
    );
    return { entries: [...entries, ...again].slice(0, limit), total: total + again.length };
  }),
  killedBy: ["only-what-was-named"],
});
