import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

const LITERAL = /^(0x[\da-f]+|0o[0-7]+|0b[01]+|[1-9]\d*(_\d+)+)$/i;

export default defineMutant({
  name: "number-in-any-base",
  bug: "A number is read in any base and with underscores, as Go does with base 0: `0x3e9` and `1_001` name CVM 1001.",
  changes: changeNames((name) => (LITERAL.test(name) ? String(Number(name.replaceAll("_", ""))) : name)),
  killedBy: ["only-by-its-own-name"],
});
