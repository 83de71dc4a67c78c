import { randomBytes } from "node:crypto";
import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "stored-id-drawn-on-conflict",
  bug: "A conflict tells of a stored id that is drawn at random.",
  changes: changeReportedItem((item) =>
    item.status === "conflict" && item.oldInstanceId !== null
      ? { ...item, oldInstanceId: randomBytes(20).toString("hex") }
      : item,
  ),
  killedBy: ["ids-come-again"],
});
