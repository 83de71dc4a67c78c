import { changeRecord } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "persists-ten-at-most",
  bug: "At most ten updates of a batch are written.",
  changes: changeRecord((record) => ({ ...record, writes: record.writes.slice(0, 10) })),
  killedBy: ["update-is-kept"],
});
