import { changeRecord } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "persists-altered",
  bug: "The id is written with its last digit changed.",
  changes: changeRecord((record) => ({
    ...record,
    writes: record.writes.map((write) => ({
      ...write,
      next: `${write.next.slice(0, -1)}${write.next.endsWith("0") ? "1" : "0"}`,
    })),
  })),
  killedBy: ["update-is-kept"],
});
