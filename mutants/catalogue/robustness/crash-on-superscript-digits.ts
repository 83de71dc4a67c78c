import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-superscript-digits",
  bug: "A string in `cvm_ids` of digits that make no number is a server error: what Python's isdigit() passes, its int() need not read.",
  changes: changeOptions((options) => {
    const isDigits = (name: string): boolean => /^[\p{Nd}\u00B2\u00B3\u00B9\u2070-\u2079\u2080-\u2089]+$/u.test(name);
    const isNumber = (name: string): boolean => /^\p{Nd}{1,4300}$/u.test(name);
    if (options.cvmIds?.some((name) => isDigits(name) && !isNumber(name)))
      throw new Error("invalid literal for int() with base 10");
    return options;
  }),
  killedBy: ["never-a-server-error"],
});
