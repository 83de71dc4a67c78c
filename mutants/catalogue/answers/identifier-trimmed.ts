import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "identifier-trimmed",
  bug: "An identifier is given back without the blanks around it.",
  changes: changeReportedItem((item) => ({ ...item, identifier: item.identifier.trim() })),
  killedBy: ["identifier-is-given-back"],
});
