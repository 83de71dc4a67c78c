import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "ids-cut-at-5",
  bug: "Only the first 5 named CVMs are looked at.",
  changes: changeOptions((options) => ({ ...options, cvmIds: options.cvmIds?.slice(0, 5) ?? null })),
  killedBy: ["split-equals-whole", "order-of-ids-is-irrelevant"],
});
