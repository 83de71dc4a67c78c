import { changeDecision } from "../../changes/change-decision.ts";
import { notFound } from "../../changes/not-found.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-without-info",
  bug: "A scan takes no id from `GetInfo`.",
  changes: changeDecision((item, { options }) =>
    options.cvmIds === null && item.source === "teepod_info" ? notFound(item) : item,
  ),
  killedBy: ["naming-equals-scanning"],
});
