import { changeStore } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "only-updates-stamped",
  bug: "Only CVMs that are updated count as attempted, so that those which can't be stay first in line.",
  changes: changeStore((own) => ({
    record: (record) => own.record({ ...record, attempted: record.writes.map(({ cvmId }) => cvmId) }),
  })),
  killedBy: ["scans-take-turns"],
});
