import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-ignored",
  bug: "`overwrite` is ignored: a different id is always a conflict.",
  changes: changeOptions((options) => ({ ...options, overwrite: false })),
  killedBy: ["overwrite-turns-conflicts-into-updates"],
});
