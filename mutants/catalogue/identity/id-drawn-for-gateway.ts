import { randomBytes } from "node:crypto";
import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-drawn-for-gateway",
  bug: "Where the gateway alone knows of a CVM, its id is drawn at random.",
  changes: changeFinding((finding) =>
    finding.kind === "found" && finding.source === "gateway"
      ? { ...finding, instanceId: randomBytes(20).toString("hex") }
      : finding,
  ),
  killedBy: ["ids-come-again"],
});
