import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

const REAL = /^\d{1,18}(\.\d+)?(e\+?\d{1,2})?$/i;

export default defineMutant({
  name: "number-by-column-affinity",
  bug: "A text that SQLite can read as a number is converted to one: `1001.0` and `1.001e3` name CVM 1001.",
  changes: changeNames((name) => (REAL.test(name) && Number.isInteger(Number(name)) ? String(Number(name)) : name)),
  killedBy: ["only-by-its-own-name"],
});
