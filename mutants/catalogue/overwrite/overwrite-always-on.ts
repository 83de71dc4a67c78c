import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-always-on",
  bug: "Different ids are always replaced.",
  changes: changeOptions((options) => ({ ...options, overwrite: true })),
  killedBy: ["no-overwrite-without-leave"],
});
