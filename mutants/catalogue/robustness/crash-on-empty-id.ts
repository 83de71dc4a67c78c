import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-empty-id",
  bug: "A string that is empty in `cvm_ids` is a server error.",
  changes: changeOptions((options) => {
    if (options.cvmIds?.some((name) => name === "")) throw new Error("The database refused a parameter.");
    return options;
  }),
  killedBy: ["never-a-server-error"],
});
