import { changeAbroad } from "../../changes/change-abroad.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "admin-cross-workspace-not-persisted",
  bug: "What an admin updates in another workspace is reported and not written.",
  changes: changeAbroad(({ persist }, isAbroad) => ({
    persist: async (store, attempts, options, nowMs) => {
      const own = attempts.filter(({ cvm }) => !isAbroad(cvm, options));
      const kept = new Map((await persist(store, own, options, nowMs)).map((item) => [item.cvmId, item]));
      return attempts.map(({ item }) => kept.get(item.cvmId) ?? item);
    },
  })),
  killedBy: ["admin-writes-what-it-reports"],
});
