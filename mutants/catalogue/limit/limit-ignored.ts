import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-ignored",
  bug: "The limit is ignored.",
  changes: changeOptions((options) => ({ ...options, limit: Number.MAX_SAFE_INTEGER })),
  killedBy: ["scanned-within-limit"],
});
