import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "member-unconfined-by-upper-uuid",
  bug: "A member may name CVMs of any workspace by UUID in upper case.",
  changes: changeSelection((selection, { caller, options, select }) =>
    options.cvmIds?.some((name) => /^(?=.*[A-F])[0-9A-F]{8}-/.test(name))
      ? select({ ...caller, isAdmin: true }, options)
      : selection,
  ),
  killedBy: ["members-stay-in-their-workspace", "foreign-and-unknown-look-alike"],
});
