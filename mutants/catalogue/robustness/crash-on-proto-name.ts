import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-proto-name",
  bug: "A string of the name `__proto__` in `cvm_ids` is a server error.",
  changes: changeOptions((options) => {
    if (options.cvmIds?.some((name) => name === "__proto__")) throw new Error("The database refused a parameter.");
    return options;
  }),
  killedBy: ["never-a-server-error"],
});
