import { changeFiltering } from "../../changes/change-filtering.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "running-only-means-idle",
  bug: "With `running_only` those CVMs alone are processed that do not run.",
  changes: changeFiltering(
    ({ status, instanceId }, { runningOnly, missingOnly }) =>
      (!runningOnly || status !== "running") && (!missingOnly || instanceId === null),
  ),
  killedBy: ["running-only-heeds-the-store"],
});
