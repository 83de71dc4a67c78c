import { changeStore } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "attempts-not-stamped",
  bug: "Attempts are not stamped, so that a small limit meets the same CVMs for ever.",
  changes: changeStore((own) => ({ record: (record) => own.record({ ...record, attempted: [] }) })),
  killedBy: ["scans-take-turns"],
});
