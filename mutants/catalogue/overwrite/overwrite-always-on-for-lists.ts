import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-always-on-for-lists",
  bug: "Different ids are always replaced where CVMs are named.",
  changes: changeOptions((options) => ({ ...options, overwrite: options.overwrite || options.cvmIds !== null })),
  killedBy: ["no-overwrite-without-leave"],
});
