import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "ids-cut-at-50",
  bug: "Of a list only the first 50 names are looked at, whatever the limit.",
  changes: changeOptions((options) => ({ ...options, cvmIds: options.cvmIds?.slice(0, 50) ?? null })),
  killedBy: ["unknown-id-spoils-nothing"],
});
