import { changeRecord } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "persists-half",
  bug: "Every other update is written.",
  changes: changeRecord((record) => ({ ...record, writes: record.writes.filter((_, index) => index % 2 === 0) })),
  killedBy: ["update-is-kept"],
});
