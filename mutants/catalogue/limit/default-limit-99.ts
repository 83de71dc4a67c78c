import { changeRequest } from "../../changes/change-request.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "default-limit-99",
  bug: "Without a limit, 99 CVMs are processed.",
  changes: changeRequest((request) => ({ limit: 99, ...request })),
  killedBy: ["omitted-means-default", "default-limit-is-100"],
});
