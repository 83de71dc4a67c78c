import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-skips-verification",
  bug: "With `overwrite`, nothing is verified with the gateway.",
  changes: changeDecision((item, { options }) => (options.overwrite ? { ...item, verifiedWithGateway: false } : item)),
  killedBy: ["overwrite-turns-conflicts-into-updates"],
});
