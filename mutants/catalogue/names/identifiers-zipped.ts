import { changeIdentifiers, renameFound } from "../../changes/change-identifiers.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "identifiers-zipped",
  bug: "The CVMs of a list come back as `where id in (...)` gives them, by `cvm_id`, and are put beside the names as they were sent.",
  changes: changeIdentifiers((entries) => {
    const found = entries.flatMap((entry) => (entry.kind === "unresolved" ? [] : [entry]));
    const names = found.map(({ identifier }) => identifier);
    const sorted = found.toSorted((one, other) => one.cvm.cvmId - other.cvm.cvmId);
    return [...renameFound(sorted, names), ...entries.filter(({ kind }) => kind === "unresolved")];
  }),
  killedBy: ["identifier-names-its-cvm", "order-of-ids-is-irrelevant"],
});
