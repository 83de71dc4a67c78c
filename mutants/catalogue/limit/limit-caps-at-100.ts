import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-caps-at-100",
  bug: "A limit over 100 is taken for 100.",
  changes: changeOptions((options) => ({ ...options, limit: Math.min(options.limit, 100) })),
  killedBy: ["scanned-is-min-of-total-and-limit"],
});
