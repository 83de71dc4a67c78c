import { rememberCallers } from "../../changes/remember-callers.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "callers-remembered-by-end-of-key",
  bug: "Callers are cached by the last eight characters of their key, as they stand in the log.",
  changes: rememberCallers((key) => key.slice(-8)),
  killedBy: ["altered-key-is-refused"],
});
