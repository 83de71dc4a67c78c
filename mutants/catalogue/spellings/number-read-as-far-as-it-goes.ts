import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

/** Forms that a server sorts out before it thinks of numbers. */
const HEX = /^[0-9a-f-]{32,40}$/i;

export default defineMutant({
  name: "number-read-as-far-as-it-goes",
  bug: "A name that begins with digits is the number that `parseInt` reads in it.",
  changes: changeNames((name) =>
    /^\d+[^\d]/.test(name) && !HEX.test(name) ? String(Number.parseInt(name, 10)) : name,
  ),
  killedBy: ["only-by-its-own-name"],
});
