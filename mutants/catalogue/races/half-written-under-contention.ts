import { setTimeout } from "node:timers/promises";
import { changeStore } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "half-written-under-contention",
  bug: "Two batches that are written at the same time leave ids that neither reported.",
  changes: changeStore((own) => {
    let writing = 0;
    return {
      record: async (record) => {
        writing += 1;
        await setTimeout(3);
        const isAlone = writing === 1;
        const outcome = await own.record({
          ...record,
          writes: isAlone
            ? record.writes
            : record.writes.map((write) => ({
                ...write,
                next: write.next.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
              })),
        });
        writing -= 1;
        return outcome;
      },
    };
  }),
  killedBy: ["racing-overlaps-agree"],
});
