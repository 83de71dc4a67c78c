import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "last-error-rolls-back",
  bug: "A CVM in error ends the transaction of those before it, which are reported `updated` and not written.",
  changes: {
    at: "steps",
    make: ({ persist }) => ({
      persist: async (store, attempts, options, nowMs) => {
        const lost = attempts.slice(0, attempts.findLastIndex(({ item }) => item.status === "error") + 1);
        const kept = await persist(store, attempts.slice(lost.length), options, nowMs);
        return [...lost.map(({ item }) => item), ...kept];
      },
    }),
  },
  killedBy: ["update-is-kept"],
});
