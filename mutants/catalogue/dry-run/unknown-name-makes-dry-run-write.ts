import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unknown-name-makes-dry-run-write",
  bug: "A preview of a list with a name that names nothing is written.",
  changes: {
    at: "steps",
    make: ({ select, decide }, store) => {
      const written = new WeakSet<object>();
      return {
        select: async (selected, caller, options) => {
          const selection = await select(selected, caller, options);
          if (options.dryRun && selection.entries.some(({ kind }) => kind === "unresolved")) written.add(options);
          return selection;
        },
        decide: (facts, options) => {
          const item = decide(facts, options);
          const { cvmId, status, oldInstanceId: expected, newInstanceId: next } = item;
          if (written.has(options) && status === "updated" && next !== null)
            void store.record({ atMs: 0, attempted: [], writes: [{ cvmId, expected, next }] });
          return item;
        },
      };
    },
  },
  killedBy: ["nothing-else-is-written"],
});
