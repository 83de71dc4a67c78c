import { changeCaller } from "../../changes/change-caller.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "empty-key-accepted",
  bug: "An empty key is the beginning of every key, and so of the first one.",
  changes: changeCaller((caller, headers, [first]) => caller ?? (headers["x-api-key"] === "" ? (first ?? null) : null)),
  killedBy: ["altered-key-is-refused"],
});
