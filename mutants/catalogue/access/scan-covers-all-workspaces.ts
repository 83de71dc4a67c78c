import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-covers-all-workspaces",
  bug: "A scan covers the CVMs of every workspace.",
  changes: changeSelection(async (selection, { options, store }) => {
    if (options.cvmIds !== null) return selection;
    const cvms = (await store.snapshot()).filter(
      ({ status, instanceId }) =>
        (!options.runningOnly || status === "running") && (!options.missingOnly || instanceId === null),
    );
    const entries = cvms
      .slice(0, options.limit)
      .map((cvm) => ({ kind: "processed", identifier: cvm.vmUuid, cvm }) as const);
    return { total: cvms.length, entries };
  }),
  killedBy: ["scans-stay-in-one-workspace"],
});
