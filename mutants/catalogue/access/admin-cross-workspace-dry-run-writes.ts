import { changeAbroad } from "../../changes/change-abroad.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "admin-cross-workspace-dry-run-writes",
  bug: "An admin's preview writes CVMs of other workspaces.",
  changes: changeAbroad(({ decide }, isAbroad, store) => ({
    decide: (facts, options) => {
      const item = decide(facts, options);
      const { cvmId, status, oldInstanceId: expected, newInstanceId: next } = item;
      if (options.dryRun && isAbroad(facts.cvm, options) && status === "updated" && next !== null)
        void store.record({ atMs: 0, attempted: [], writes: [{ cvmId, expected, next }] });
      return item;
    },
  })),
  killedBy: ["admin-writes-what-it-reports"],
});
