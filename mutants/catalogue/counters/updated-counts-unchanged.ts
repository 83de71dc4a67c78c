import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "updated-counts-unchanged",
  bug: "Unchanged CVMs are counted among the updated ones.",
  changes: changeBody((body) => ({ ...body, updated: body.updated + body.unchanged, unchanged: 0 })),
  killedBy: ["counts-match-items"],
});
