import { changeStore } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "neighbour-written",
  bug: "Each update writes the id into a CVM without one that was not asked for, too.",
  changes: changeStore((own) => ({
    record: async (record) => {
      const outcomes = await own.record(record);
      const asked = new Set(record.attempted);
      const victim = (await own.snapshot()).find((cvm) => cvm.instanceId === null && !asked.has(cvm.cvmId));
      const [write] = record.writes;
      if (victim !== undefined && write !== undefined) {
        const next = write.next.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
        await own.record({ ...record, attempted: [], writes: [{ cvmId: victim.cvmId, expected: null, next }] });
      }
      return outcomes;
    },
  })),
  killedBy: ["unnamed-stay-as-they-were"],
});
