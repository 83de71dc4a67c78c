import { changeRequest } from "../../changes/change-request.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "missing-only-defaults-to-false",
  bug: "Without `missing_only`, CVMs with an id are processed.",
  changes: changeRequest((request) => ({ missing_only: false, ...request })),
  killedBy: ["omitted-means-default", "missing-only-means-missing"],
});
