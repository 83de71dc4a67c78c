import { changeDecision } from "../../changes/change-decision.ts";
import { notFound } from "../../changes/not-found.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-without-gateway",
  bug: "A scan takes no id from the gateway.",
  changes: changeDecision((item, { options }) =>
    options.cvmIds === null && item.source === "gateway" ? notFound(item) : item,
  ),
  killedBy: ["naming-equals-scanning"],
});
