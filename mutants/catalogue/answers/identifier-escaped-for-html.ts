import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "identifier-escaped-for-html",
  bug: "An identifier is given back escaped for HTML.",
  changes: changeReportedItem((item) => ({
    ...item,
    identifier: item.identifier.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`),
  })),
  killedBy: ["identifier-is-given-back"],
});
