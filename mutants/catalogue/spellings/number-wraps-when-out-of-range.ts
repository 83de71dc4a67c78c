import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

const PLACES = 10;

export default defineMutant({
  name: "number-wraps-when-out-of-range",
  bug: "A number is cut to 32 bits where it does not fit, without its sign: one that is more by 2^32 names another CVM.",
  changes: changeNames((name) =>
    /^\d+$/.test(name) && name.length >= PLACES && name.length < 2 * PLACES
      ? String(BigInt.asUintN(32, BigInt(name)))
      : name,
  ),
  killedBy: ["only-by-its-own-name"],
});
