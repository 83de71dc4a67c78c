import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "last-id-lost",
  bug: "The last of several named CVMs is lost.",
  changes: changeOptions((options) =>
    options.cvmIds !== null && options.cvmIds.length > 1
      ? { ...options, cvmIds: options.cvmIds.slice(0, -1) }
      : options,
  ),
  killedBy: ["split-equals-whole", "order-of-ids-is-irrelevant"],
});
