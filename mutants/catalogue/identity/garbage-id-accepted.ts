import { changeFinding } from "../../changes/change-finding.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "garbage-id-accepted",
  bug: "Whatever a teepod says counts as an id.",
  changes: changeFinding((finding, { cvmId }) =>
    finding.kind === "invalid-id"
      ? { kind: "found", instanceId: `garbage-${cvmId}`, source: finding.source, isVerified: false }
      : finding,
  ),
  killedBy: ["ids-look-like-ids"],
});
