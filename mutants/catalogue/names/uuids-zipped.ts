import { changeIdentifiers, renameFound } from "../../changes/change-identifiers.ts";
import { defineMutant } from "../../define-mutant.ts";

const UUID = /^[0-9a-f-]{32,36}$/i;

export default defineMutant({
  name: "uuids-zipped",
  bug: "The UUIDs of a list are looked up together, and given back to their CVMs in the order in which they were sent.",
  changes: changeIdentifiers((entries) => {
    const isNamedSo = ({ identifier, kind }: (typeof entries)[number]): boolean =>
      kind !== "unresolved" && UUID.test(identifier);
    const named = entries.flatMap((entry) => (entry.kind !== "unresolved" && isNamedSo(entry) ? [entry] : []));
    const names = named.map(({ identifier }) => identifier);
    const sorted = named.toSorted((one, other) => one.cvm.cvmId - other.cvm.cvmId);
    return [...entries.filter((entry) => !isNamedSo(entry)), ...renameFound(sorted, names)];
  }),
  killedBy: ["order-of-ids-is-irrelevant", "split-equals-whole"],
});
