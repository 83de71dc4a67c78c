import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-a-quote",
  bug: "A string with an odd quote in `cvm_ids` is a server error: it is put into the SQL between quotes, where `'; --` alone is no fault.",
  changes: changeOptions((options) => {
    const isOdd = (name: string): boolean => !name.includes("--") && name.split("'").length % 2 === 0;
    if (options.cvmIds?.some(isOdd)) throw new Error("Unrecognized token.");
    return options;
  }),
  killedBy: ["never-a-server-error"],
});
