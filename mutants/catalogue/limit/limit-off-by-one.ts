import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-off-by-one",
  bug: "One CVM more than the limit is processed.",
  changes: changeOptions((options) => ({ ...options, limit: options.limit + 1 })),
  killedBy: ["scanned-within-limit"],
});
