import { changeAbroad } from "../../changes/change-abroad.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "admin-cross-workspace-old-id-lost",
  bug: "To an admin a CVM of another workspace counts as one without an instance id.",
  changes: changeAbroad(({ decide }, isAbroad) => ({
    decide: (facts, options) =>
      decide(isAbroad(facts.cvm, options) ? { ...facts, cvm: { ...facts.cvm, instanceId: null } } : facts, options),
  })),
  killedBy: ["admin-crosses-workspaces"],
});
