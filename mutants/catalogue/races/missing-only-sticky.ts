import { keepMembers } from "../../changes/keep-members.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "missing-only-sticky",
  bug: "A request's `missing_only` is written into the defaults, and holds for the ones after it that leave it out.",
  changes: keepMembers(({ missing_only }) => (missing_only === undefined ? {} : { missing_only })),
  killedBy: ["omitted-means-default"],
});
