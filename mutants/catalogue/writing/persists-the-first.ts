import { changeRecord } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "persists-the-first",
  bug: "Only the first update of a batch is written.",
  changes: changeRecord((record) => ({ ...record, writes: record.writes.slice(0, 1) })),
  killedBy: ["update-is-kept"],
});
