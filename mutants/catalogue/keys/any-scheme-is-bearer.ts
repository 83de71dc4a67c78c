import { changeKeyCheck } from "../../changes/change-key-check.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "any-scheme-is-bearer",
  bug: "The last word of Authorization is the key, whatever stands before it.",
  changes: changeKeyCheck(
    (presented, right) => presented === right,
    ({ authorization }) =>
      typeof authorization === "string" ? (/^\S+ +(\S+)$/.exec(authorization)?.[1] ?? null) : null,
  ),
  killedBy: ["authorization-needs-its-scheme"],
});
