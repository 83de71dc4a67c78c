import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "member-unconfined-by-instance-form",
  bug: "A member may name CVMs of any workspace by instance id.",
  changes: changeSelection((selection, { caller, options, select }) =>
    options.cvmIds?.some((name) => /^instance_[0-9a-f]{40}$/.test(name))
      ? select({ ...caller, isAdmin: true }, options)
      : selection,
  ),
  killedBy: ["members-stay-in-their-workspace", "foreign-and-unknown-look-alike"],
});
