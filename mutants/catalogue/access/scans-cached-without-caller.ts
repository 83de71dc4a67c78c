import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scans-cached-without-caller",
  bug: "Whose workspace a scan covers is cached by its filters: all callers see that of whoever came first.",
  changes: {
    at: "steps",
    make: ({ select }) => {
      const workspaces = new Map<string, string>();
      return {
        select: (store, caller, options) => {
          if (options.cvmIds !== null) return select(store, caller, options);
          const filters = JSON.stringify([options.runningOnly, options.missingOnly]);
          const workspaceId = workspaces.get(filters) ?? caller.workspaceId;
          workspaces.set(filters, workspaceId);
          return select(store, { ...caller, workspaceId }, options);
        },
      };
    },
  },
  killedBy: ["scans-show-what-can-be-named"],
});
