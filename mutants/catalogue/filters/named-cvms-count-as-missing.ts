import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "named-cvms-count-as-missing",
  bug: "Where only missing ones are asked for, a CVM that is named is processed as if it had no instance id.",
  changes: changeSelection(({ total, entries }) => ({
    total,
    entries: entries.map((entry) =>
      entry.kind === "filtered" && entry.reason === "already_has_instance_id"
        ? { kind: "processed", identifier: entry.identifier, cvm: { ...entry.cvm, instanceId: null } }
        : entry,
    ),
  })),
  killedBy: ["filters-hold-for-named-cvms"],
});
