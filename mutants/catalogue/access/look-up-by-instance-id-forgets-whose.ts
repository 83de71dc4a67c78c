import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "look-up-by-instance-id-forgets-whose",
  bug: "A name in the form of an instance id is looked up in all workspaces; the other names of the same list are not.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    const names = options.cvmIds?.filter((name) => /^instance_[0-9a-f]{40}$/.test(name)) ?? [];
    if (names.length === 0) return selection;
    const { entries } = await select({ ...caller, isAdmin: true }, { ...options, cvmIds: names });
    const found = new Map(entries.map((entry) => [entry.identifier, entry]));
    return { ...selection, entries: selection.entries.map((entry) => found.get(entry.identifier) ?? entry) };
  }),
  killedBy: ["members-stay-in-their-workspace"],
});
