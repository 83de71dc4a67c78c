import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "gateway-updates-not-counted",
  bug: "Updates that the gateway told are counted as unchanged.",
  changes: changeBody((body) => {
    const told = body.items.filter((item) => item.status === "updated" && item.source === "gateway").length;
    return { ...body, updated: body.updated - told, unchanged: body.unchanged + told };
  }),
  killedBy: ["counts-match-items"],
});
