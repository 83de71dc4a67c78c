import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-cut-short",
  bug: "An id that `GetInfo` told is taken short of its last digit.",
  changes: changeFinding((finding) =>
    finding.kind === "found" && finding.source === "teepod_info"
      ? { ...finding, instanceId: finding.instanceId.slice(0, -1) }
      : finding,
  ),
  killedBy: ["ids-look-like-ids"],
});
