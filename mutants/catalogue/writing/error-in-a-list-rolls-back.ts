import { rollBackOn } from "../../changes/roll-back-on.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "error-in-a-list-rolls-back",
  bug: "What a list updates is reported and not written where a CVM that it names ends in an error.",
  changes: rollBackOn(({ status }, { cvmIds }) => cvmIds !== null && status === "error"),
  killedBy: ["update-is-kept"],
});
