import { changeFiltering } from "../../changes/change-filtering.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-forgets-the-last",
  bug: "No scan reaches the CVM of a workspace with the highest number.",
  changes: changeFiltering(
    ({ status, instanceId }, { runningOnly, missingOnly }) =>
      (!runningOnly || status === "running") && (!missingOnly || instanceId === null),
    (cvms) => cvms.toSorted((a, b) => a.cvmId - b.cvmId).slice(0, -1),
  ),
  killedBy: ["scan-totals-match-the-store"],
});
