import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "counters-before-filtering",
  bug: "CVMs that a filter excludes are not counted as skipped, only listed.",
  changes: changeBody((body) => ({
    ...body,
    skipped: body.items.filter((item) => item.status === "skipped" && item.reason !== "not_running").length,
  })),
  killedBy: ["counts-match-items", "counts-sum-to-scanned"],
});
