import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-in-upper-case",
  bug: "An id that `GetInfo` told is taken in upper case.",
  changes: changeFinding((finding) =>
    finding.kind === "found" && finding.source === "teepod_info"
      ? { ...finding, instanceId: finding.instanceId.toUpperCase() }
      : finding,
  ),
  killedBy: ["ids-look-like-ids"],
});
