import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "identifier-in-nfc",
  bug: "An identifier is given back in Unicode's NFC.",
  changes: changeReportedItem((item) => ({ ...item, identifier: item.identifier.normalize("NFC") })),
  killedBy: ["identifier-is-given-back"],
});
