import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "gateway-serves-rivals-alike",
  bug: "An id that the gateway offers to several CVMs at once is promised to each of them.",
  // The gateway does not offer what another CVM has stored: what it offers is taken only by one of the same request.
  changes: changeDecision((item, { facts, options, decide }) =>
    item.source === "gateway" ? decide({ ...facts, isTaken: false }, options) : item,
  ),
  killedBy: ["no-id-for-two-cvms"],
});
