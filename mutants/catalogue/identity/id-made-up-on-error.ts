import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-made-up-on-error",
  bug: "Where no teepod answers for a CVM the error is told, and an id made of its UUID is written.",
  changes: changeDecision((item, { facts, options, write }) => {
    if (item.reason === "teepod_rpc_failed" && !options.dryRun)
      write({ ...item, newInstanceId: facts.cvm.vmUuid.replaceAll("-", "").padEnd(40, "0") });
    return item;
  }),
  killedBy: ["error-writes-nothing"],
});
