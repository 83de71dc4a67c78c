import { changeKeyCheck } from "../../changes/change-key-check.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scheme-of-authorization-left-out",
  bug: "The key is taken from Authorization whether a scheme stands before it or not.",
  changes: changeKeyCheck(
    (presented, right) => presented === right,
    ({ authorization }) => (typeof authorization === "string" ? authorization.replace(/^bearer +/i, "") : null),
  ),
  killedBy: ["authorization-needs-its-scheme"],
});
