import { changeRecord } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "persists-30-at-most",
  bug: "At most thirty updates of a batch are written.",
  changes: changeRecord((record) => ({ ...record, writes: record.writes.slice(0, 30) })),
  killedBy: ["update-is-kept"],
});
