import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

const isRepeating = (names: readonly string[]): boolean => new Set(names).size < names.length;

export default defineMutant({
  name: "limit-cuts-names-before-merging",
  bug: "A list is cut to `limit` names before repeated ones are merged, and `total` counts what is left.",
  changes: changeOptions((options) => {
    const cut = options.cvmIds?.slice(0, options.limit) ?? [];
    return isRepeating(cut) ? { ...options, cvmIds: cut } : options;
  }),
  killedBy: ["repeating-an-id-changes-nothing"],
});
