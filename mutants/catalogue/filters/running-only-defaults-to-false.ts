import { changeRequest } from "../../changes/change-request.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "running-only-defaults-to-false",
  bug: "Without `running_only`, CVMs that do not run are processed.",
  changes: changeRequest((request) => ({ running_only: false, ...request })),
  killedBy: ["omitted-means-default"],
});
