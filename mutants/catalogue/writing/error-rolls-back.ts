import { rollBackOn } from "../../changes/roll-back-on.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "error-rolls-back",
  bug: "What is updated is reported and not written where one of the CVMs ends in an error.",
  changes: rollBackOn(({ status }) => status === "error"),
  killedBy: ["update-is-kept"],
});
