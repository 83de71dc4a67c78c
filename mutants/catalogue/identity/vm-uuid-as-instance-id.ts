import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "vm-uuid-as-instance-id",
  bug: "A CVM without an id gets its VM's UUID.",
  changes: changeFinding((finding, { vmUuid }) =>
    finding.kind === "nothing"
      ? { kind: "found", instanceId: vmUuid, source: "teepod_info", isVerified: false }
      : finding,
  ),
  killedBy: ["ids-look-like-ids"],
});
