import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "three-ids-make-a-scan",
  bug: "Three or more named CVMs make a scan.",
  changes: changeOptions((options) => ((options.cvmIds?.length ?? 0) >= 3 ? { ...options, cvmIds: null } : options)),
  killedBy: ["only-what-was-named"],
});
