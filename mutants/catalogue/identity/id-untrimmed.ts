import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-untrimmed",
  bug: "An id that `GetInfo` told is taken with a blank behind it.",
  changes: changeFinding((finding) =>
    finding.kind === "found" && finding.source === "teepod_info"
      ? { ...finding, instanceId: `${finding.instanceId} ` }
      : finding,
  ),
  killedBy: ["ids-look-like-ids"],
});
