import { randomInt } from "node:crypto";
import { changeIdentifiers } from "../../changes/change-identifiers.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "list-through-a-map",
  bug: "The CVMs of a list go through a map that gives them back in another order each time, as Go's do.",
  changes: changeIdentifiers((entries) =>
    entries
      .map((entry) => ({ entry, lot: randomInt(2 ** 32) }))
      .toSorted((one, other) => one.lot - other.lot)
      .map(({ entry }) => entry),
  ),
  killedBy: ["answers-are-repeatable"],
});
