import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "member-unconfined-by-uuid",
  bug: "A member may name CVMs of any workspace by their UUIDs.",
  changes: changeSelection((selection, { caller, options, select }) =>
    options.cvmIds?.some((name) => /^[0-9a-f]{8}-/.test(name))
      ? select({ ...caller, isAdmin: true }, options)
      : selection,
  ),
  killedBy: ["members-stay-in-their-workspace", "foreign-and-unknown-look-alike"],
});
