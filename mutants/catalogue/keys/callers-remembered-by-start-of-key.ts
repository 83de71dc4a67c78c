import { rememberCallers } from "../../changes/remember-callers.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "callers-remembered-by-start-of-key",
  bug: "Callers are cached by the first twelve characters of their key.",
  changes: rememberCallers((key) => key.slice(0, 12)),
  killedBy: ["altered-key-is-refused"],
});
