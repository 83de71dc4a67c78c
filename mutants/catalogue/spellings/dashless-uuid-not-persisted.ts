import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dashless-uuid-not-persisted",
  bug: "An update of a CVM that is named by its UUID without dashes is reported and not written.",
  changes: {
    at: "steps",
    make: ({ persist }) => ({
      persist: async (store, attempts, options, nowMs) => {
        const kept = attempts.filter(({ item }) => !/^[0-9a-f]{32}$/.test(item.identifier));
        const written = new Map((await persist(store, kept, options, nowMs)).map((item) => [item.cvmId, item]));
        return attempts.map(({ item }) => written.get(item.cvmId) ?? item);
      },
    }),
  },
  killedBy: ["update-is-kept"],
});
