import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unverified-not-persisted",
  bug: "An id that the gateway does not list is reported and not written.",
  changes: {
    at: "steps",
    make: ({ persist }) => ({
      persist: async (store, attempts, options, nowMs) => {
        const isKept = ({ item }: (typeof attempts)[number]): boolean => item.verifiedWithGateway;
        await persist(store, attempts.filter(isKept), options, nowMs);
        return attempts.map(({ item }) => item);
      },
    }),
  },
  killedBy: ["update-is-kept"],
});
