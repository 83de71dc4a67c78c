import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "empty-list-means-all",
  bug: "An empty `cvm_ids` is taken for null, as `if request.cvm_ids:` does in Python.",
  changes: changeOptions((options) => (options.cvmIds?.length === 0 ? { ...options, cvmIds: null } : options)),
  killedBy: ["empty-list-is-no-scan"],
});
