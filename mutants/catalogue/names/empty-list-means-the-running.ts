import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "empty-list-means-the-running",
  bug: "An empty `cvm_ids` stands for all CVMs that run, whatever the filters.",
  changes: changeOptions((options) =>
    options.cvmIds?.length === 0 ? { ...options, cvmIds: null, runningOnly: true, missingOnly: false } : options,
  ),
  killedBy: ["empty-list-is-no-scan"],
});
