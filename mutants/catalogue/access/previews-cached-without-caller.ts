import { rememberSelections } from "../../changes/remember-selections.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "previews-cached-without-caller",
  bug: "What a preview selects is cached by its options, and not by its caller.",
  changes: rememberSelections((options) => (options.dryRun ? JSON.stringify(options) : null)),
  killedBy: ["answers-are-to-their-caller"],
});
