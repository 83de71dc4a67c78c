import { changeDecision } from "../../changes/change-decision.ts";
import { notFound } from "../../changes/not-found.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "wet-run-skips-gateway",
  bug: "A wet run takes no id from the gateway, although a dry run promises it.",
  changes: changeDecision((item, { options }) =>
    !options.dryRun && item.source === "gateway" && item.status === "updated" ? notFound(item) : item,
  ),
  killedBy: ["small-limits-drain"],
});
