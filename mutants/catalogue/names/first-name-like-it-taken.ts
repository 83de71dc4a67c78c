import { changeNames } from "../../changes/change-names.ts";
import { likePattern } from "../../changes/like-pattern.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "first-name-like-it-taken",
  bug: "Names are looked up with `LIKE`, and the first CVM that matches is taken.",
  changes: changeNames((name, known) => {
    const match = known.find((cvm) => likePattern(name)?.test(cvm.name));
    return match === undefined ? name : String(match.cvmId);
  }),
  killedBy: ["wildcards-are-letters"],
});
