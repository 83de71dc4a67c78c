import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "number-wraps-at-64-bits",
  bug: "A number in a list is kept in 64 bits, so that one too large names another CVM.",
  changes: changeNames((name) => (/^\d{17,39}$/.test(name) ? String(BigInt.asIntN(64, BigInt(name))) : name)),
  killedBy: ["only-by-its-own-name"],
});
