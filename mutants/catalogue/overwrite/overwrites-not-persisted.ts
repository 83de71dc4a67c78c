import { changeRecord } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrites-not-persisted",
  bug: "A replaced id is reported and not written.",
  changes: changeRecord((record) => ({ ...record, writes: record.writes.filter(({ expected }) => expected === null) })),
  killedBy: ["update-is-kept"],
});
