import { keepMembers } from "../../changes/keep-members.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "cvm-ids-sticky",
  bug: "A request's `cvm_ids` is written into the defaults, and holds for the ones after it that leave it out.",
  changes: keepMembers(({ cvm_ids }) => (cvm_ids === undefined ? {} : { cvm_ids })),
  killedBy: ["omitted-means-default"],
});
