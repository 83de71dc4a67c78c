import { keepMembers } from "../../changes/keep-members.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "defaults-mutated",
  bug: "What a request sends, but for `dry_run` and `cvm_ids`, is written into the defaults of the ones after it.",
  changes: keepMembers(({ dry_run: _, cvm_ids: __, ...request }) => request),
  killedBy: ["omitted-means-default"],
});
