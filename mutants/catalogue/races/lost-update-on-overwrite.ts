import { setTimeout } from "node:timers/promises";
import { changeStore } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "lost-update-on-overwrite",
  bug: "Two requests that replace the same id at once both report an update.",
  changes: changeStore((own) => ({
    record: async (record) => {
      await setTimeout(3);
      const stored = new Map((await own.snapshot()).map(({ cvmId, instanceId }) => [cvmId, instanceId]));
      return own.record({
        ...record,
        writes: record.writes.map((write) =>
          write.expected === null ? write : { ...write, expected: stored.get(write.cvmId) ?? null },
        ),
      });
    },
  })),
  killedBy: ["one-winner-per-cvm"],
});
