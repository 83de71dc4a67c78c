import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "ids-ignored",
  bug: "The named CVMs are ignored: everything is a scan.",
  changes: changeOptions((options) => ({ ...options, cvmIds: null })),
  killedBy: ["only-what-was-named"],
});
