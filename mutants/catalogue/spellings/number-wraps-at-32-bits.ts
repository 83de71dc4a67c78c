import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "number-wraps-at-32-bits",
  bug: "A number in a list is kept in 32 bits, so that one too large names another CVM.",
  changes: changeNames((name) => (/^\d{10,15}$/.test(name) ? String(Number(name) | 0) : name)),
  killedBy: ["only-by-its-own-name"],
});
