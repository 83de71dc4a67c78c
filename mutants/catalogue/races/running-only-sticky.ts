import { keepMembers } from "../../changes/keep-members.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "running-only-sticky",
  bug: "A request's `running_only` is written into the defaults, and holds for the ones after it that leave it out.",
  changes: keepMembers(({ running_only }) => (running_only === undefined ? {} : { running_only })),
  killedBy: ["omitted-means-default"],
});
