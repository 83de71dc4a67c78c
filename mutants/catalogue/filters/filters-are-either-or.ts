import { changeFiltering } from "../../changes/change-filtering.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "filters-are-either-or",
  bug: "With both filters a CVM is processed that passes one of them.",
  changes: changeFiltering(({ status, instanceId }, { runningOnly, missingOnly }) => {
    const [isRunning, isMissing] = [status === "running", instanceId === null];
    if (runningOnly && missingOnly) return isRunning || isMissing;
    return (!runningOnly || isRunning) && (!missingOnly || isMissing);
  }),
  killedBy: ["running-only-heeds-the-store", "missing-only-heeds-the-store"],
});
