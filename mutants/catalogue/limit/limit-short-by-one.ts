import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-short-by-one",
  bug: "One CVM fewer than the limit is processed.",
  changes: changeOptions((options) => ({ ...options, limit: Math.max(1, options.limit - 1) })),
  killedBy: ["scanned-is-min-of-total-and-limit"],
});
