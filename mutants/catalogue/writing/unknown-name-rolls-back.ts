import { rollBack } from "../../changes/roll-back.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unknown-name-rolls-back",
  bug: "What a list updates is reported and not written where one of its names names nothing.",
  changes: rollBack((_, { entries }) => entries.some(({ kind }) => kind === "unresolved")),
  killedBy: ["update-is-kept"],
});
