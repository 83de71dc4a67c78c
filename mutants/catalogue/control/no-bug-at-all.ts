import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "no-bug-at-all",
  bug: "None: this is the reference as it is, which must survive.",
  changes: { at: "steps", make: () => ({}) },
  killedBy: [],
});
