import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-clears-when-not-found",
  bug: "A scan takes away the id of a CVM for which none is found, and calls it skipped.",
  changes: {
    at: "steps",
    make: ({ persist }, store) => ({
      persist: async (kept, attempts, options, nowMs) => {
        const items = await persist(kept, attempts, options, nowMs);
        const lost = items.filter(
          ({ oldInstanceId, reason }) => oldInstanceId !== null && reason === "instance_id_not_found",
        );
        if (options.cvmIds === null)
          await store.restore(await store.snapshot(), new Map(lost.map(({ cvmId }) => [cvmId, null])));
        return items;
      },
    }),
  },
  killedBy: ["nothing-else-is-written"],
});
