import { rollBackOn } from "../../changes/roll-back-on.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflict-rolls-back",
  bug: "What is updated is reported and not written where one of the CVMs is in conflict.",
  changes: rollBackOn(({ status }) => status === "conflict"),
  killedBy: ["update-is-kept"],
});
