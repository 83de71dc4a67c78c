import { changeRequest } from "../../changes/change-request.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "default-limit-500",
  bug: "Without a limit, 500 CVMs are processed.",
  changes: changeRequest((request) => ({ limit: 500, ...request })),
  killedBy: ["omitted-means-default", "default-limit-is-100", "scanned-within-limit"],
});
