import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "identifier-in-lower-case",
  bug: "An identifier is given back as it was looked up, in lower case.",
  changes: changeReportedItem((item) => ({ ...item, identifier: item.identifier.toLowerCase() })),
  killedBy: ["identifier-is-given-back"],
});
