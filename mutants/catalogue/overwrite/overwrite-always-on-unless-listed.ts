import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-always-on-unless-listed",
  bug: "An id that the gateway does not list always replaces a different one.",
  changes: changeDecision((item, { facts, options, decide }) =>
    item.verifiedWithGateway ? item : decide(facts, { ...options, overwrite: true }),
  ),
  killedBy: ["no-overwrite-without-leave"],
});
