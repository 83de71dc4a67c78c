import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "chunked-body-is-dropped",
  bug: "A valid body in chunks is dropped, and every option has its default but for `dry_run`.",
  changes: {
    at: "steps",
    make: ({ authenticate, select }) => {
      const inChunks = new WeakSet<object>();
      return {
        authenticate: (keys, headers) => {
          const caller = authenticate(keys, headers);
          if (caller !== null && headers["transfer-encoding"] !== undefined) inChunks.add(caller);
          return caller;
        },
        select: (store, caller, { dryRun, ...options }) =>
          select(
            store,
            caller,
            inChunks.has(caller)
              ? { dryRun, cvmIds: null, runningOnly: true, missingOnly: true, overwrite: false, limit: 100 }
              : { dryRun, ...options },
          ),
      };
    },
  },
  killedBy: ["only-what-was-named"],
});
