import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "blank-id-accepted",
  bug: "A blank id counts as one.",
  changes: changeFinding((finding) =>
    finding.kind === "nothing" ? { kind: "found", instanceId: "", source: "teepod_state", isVerified: false } : finding,
  ),
  killedBy: ["updated-names-a-new-id", "ids-look-like-ids"],
});
