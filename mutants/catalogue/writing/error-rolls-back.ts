import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "error-rolls-back",
  bug: "A CVM in error rolls the whole batch back, and the others are reported `updated` all the same.",
  changes: {
    at: "steps",
    make: ({ persist }) => ({
      persist: async (store, attempts, options, nowMs) =>
        attempts.some(({ item }) => item.status === "error")
          ? attempts.map(({ item }) => item)
          : persist(store, attempts, options, nowMs),
    }),
  },
  killedBy: ["update-is-kept"],
});
