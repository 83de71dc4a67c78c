import { setTimeout } from "node:timers/promises";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "lock-by-request",
  bug: "Identical requests wait for each other, different ones race: read, wait, write, and all report an update.",
  changes: {
    at: "steps",
    make: ({ persist }, store) => {
      const last = new Map<string, Promise<unknown>>();
      return {
        persist: async (kept, attempts, options, nowMs) => {
          const request = JSON.stringify(options);
          const before = last.get(request);
          const write = async () => {
            if (before !== undefined) {
              await before;
              return persist(kept, attempts, options, nowMs);
            }
            await setTimeout(8);
            const stored = new Map((await store.snapshot()).map(({ cvmId, instanceId }) => [cvmId, instanceId]));
            // What another request has written meanwhile is written again.
            const again = attempts.map(({ cvm, item }) => {
              const instanceId = stored.get(cvm.cvmId) ?? null;
              return { item, cvm: instanceId === item.newInstanceId ? { ...cvm, instanceId } : cvm };
            });
            return persist(kept, again, options, nowMs);
          };
          const own = write();
          last.set(request, own);
          try {
            return await own;
          } finally {
            if (last.get(request) === own) last.delete(request);
          }
        },
      };
    },
  },
  killedBy: ["one-winner-per-cvm"],
});
