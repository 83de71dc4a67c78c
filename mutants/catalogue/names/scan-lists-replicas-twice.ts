import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-lists-replicas-twice",
  bug: "A scan lists a CVM once for each replica of its app.",
  changes: changeSelection((selection, { options }) => {
    if (options.cvmIds !== null) return selection;
    const entries = selection.entries.flatMap((entry) => {
      const replicas = selection.entries.filter(
        (other) => entry.kind === "processed" && other.kind === "processed" && other.cvm.appId === entry.cvm.appId,
      );
      return replicas.map(() => entry);
    });
    return { total: Math.max(selection.total, entries.length), entries: entries.slice(0, options.limit) };
  }),
  killedBy: ["each-cvm-once"],
});
