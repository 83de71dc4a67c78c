import { changeRequest } from "../../changes/change-request.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "default-limit-50",
  bug: "Without a limit, 50 CVMs are processed.",
  changes: changeRequest((request) => ({ limit: 50, ...request })),
  killedBy: ["omitted-means-default", "default-limit-is-100"],
});
