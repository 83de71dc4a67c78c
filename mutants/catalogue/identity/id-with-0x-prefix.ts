import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-with-0x-prefix",
  bug: "An id that `GetInfo` told is taken with a prefix `0x`.",
  changes: changeFinding((finding) =>
    finding.kind === "found" && finding.source === "teepod_info"
      ? { ...finding, instanceId: `0x${finding.instanceId}` }
      : finding,
  ),
  killedBy: ["ids-look-like-ids"],
});
