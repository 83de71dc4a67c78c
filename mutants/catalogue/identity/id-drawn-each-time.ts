import { randomBytes } from "node:crypto";
import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-drawn-each-time",
  bug: "Whatever a source tells, the id that is found is drawn anew at random in every answer.",
  changes: changeFinding((finding) =>
    finding.kind === "found" ? { ...finding, instanceId: randomBytes(20).toString("hex") } : finding,
  ),
  killedBy: ["ids-come-again"],
});
