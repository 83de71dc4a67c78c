import { changeRecord } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "persists-in-upper-case",
  bug: "The id is written in upper case.",
  changes: changeRecord((record) => ({
    ...record,
    writes: record.writes.map((write) => ({ ...write, next: write.next.toUpperCase() })),
  })),
  killedBy: ["update-is-kept"],
});
