import { changeCaller } from "../../changes/change-caller.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "admin-confined",
  bug: "An admin is confined to a workspace.",
  changes: changeCaller((caller) => (caller === null ? null : { ...caller, isAdmin: false })),
  killedBy: ["admin-crosses-workspaces"],
});
