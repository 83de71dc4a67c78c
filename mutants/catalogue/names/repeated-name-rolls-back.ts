import { rollBack } from "../../changes/roll-back.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "repeated-name-rolls-back",
  bug: "What a list updates is reported and not written where it holds a name twice.",
  changes: rollBack(({ cvmIds }) => cvmIds !== null && new Set(cvmIds).size < cvmIds.length),
  killedBy: ["update-is-kept"],
});
