import { rollBackOn } from "../../changes/roll-back-on.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "gateway-failure-rolls-back",
  bug: "What is updated is reported and not written where the gateway fails for one of the CVMs.",
  changes: rollBackOn(({ reason }) => reason === "gateway_rpc_failed"),
  killedBy: ["update-is-kept"],
});
