import { changeRequest } from "../../changes/change-request.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-defaults-to-true",
  bug: "Without `overwrite`, different ids are replaced.",
  changes: changeRequest((request) => ({ overwrite: true, ...request })),
  killedBy: ["no-overwrite-without-leave"],
});
