import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-ignored-for-lists",
  bug: "The limit is ignored where CVMs are named.",
  changes: changeOptions((options) =>
    options.cvmIds === null ? options : { ...options, limit: Number.MAX_SAFE_INTEGER },
  ),
  killedBy: ["scanned-within-limit"],
});
