import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-null-character",
  bug: "A string with a null character in `cvm_ids` is a server error.",
  changes: changeOptions((options) => {
    if (options.cvmIds?.some((name) => name.includes("\0"))) throw new Error("The database refused a parameter.");
    return options;
  }),
  killedBy: ["never-a-server-error"],
});
