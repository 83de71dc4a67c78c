import { changeFiltering } from "../../changes/change-filtering.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "only-stopped-counts-as-idle",
  bug: "With `running_only` a CVM is kept out only where its status is `stopped`: one that has exited is not.",
  changes: changeFiltering(
    (cvm, { runningOnly, missingOnly }) =>
      (!runningOnly || cvm.status !== "stopped") && (!missingOnly || cvm.instanceId === null),
  ),
  killedBy: ["running-only-heeds-the-store"],
});
