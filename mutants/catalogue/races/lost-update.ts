import { setTimeout } from "node:timers/promises";
import { changeStore } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "lost-update",
  bug: "Read, wait, write: whoever writes last wins, and all report an update.",
  changes: changeStore((own) => ({
    record: async (record) => {
      await setTimeout(3);
      const stored = new Map((await own.snapshot()).map(({ cvmId, instanceId }) => [cvmId, instanceId]));
      return own.record({
        ...record,
        writes: record.writes.map((write) => ({ ...write, expected: stored.get(write.cvmId) ?? null })),
      });
    },
  })),
  killedBy: ["one-winner-per-cvm"],
});
