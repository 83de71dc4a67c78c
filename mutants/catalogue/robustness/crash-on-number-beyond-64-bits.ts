import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-number-beyond-64-bits",
  bug: "A string of more than 18 digits in `cvm_ids` is a server error.",
  changes: changeOptions((options) => {
    if (options.cvmIds?.some((name) => /^[0-9]{19,}$/.test(name))) throw new Error("The database refused a parameter.");
    return options;
  }),
  killedBy: ["never-a-server-error"],
});
