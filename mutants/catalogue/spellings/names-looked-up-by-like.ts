import { changeNames } from "../../changes/change-names.ts";
import { likePattern } from "../../changes/like-pattern.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "names-looked-up-by-like",
  bug: "Names are looked up with `LIKE`: `%` and `_` are wildcards, and what matches one CVM alone names it.",
  changes: changeNames((name, known) => {
    const pattern = likePattern(name);
    if (pattern === null) return name;
    const [match, second] = known.filter((cvm) => pattern.test(cvm.name));
    return match === undefined || second !== undefined ? name : String(match.cvmId);
  }),
  killedBy: ["wildcards-are-letters"],
});
