import { changeCaller } from "../../changes/change-caller.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "member-unconfined",
  bug: "A member may name CVMs of any workspace.",
  changes: changeCaller((caller) => (caller === null ? null : { ...caller, isAdmin: true })),
  killedBy: ["members-stay-in-their-workspace"],
});
