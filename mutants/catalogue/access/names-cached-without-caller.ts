import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "names-cached-without-caller",
  bug: "That a name may be used is cached by the name, and not by who used it.",
  changes: {
    at: "steps",
    make: ({ select }) => {
      const allowed = new Set<string>();
      return {
        select: async (store, caller, options) => {
          const names = options.cvmIds ?? [];
          const isAdmin = caller.isAdmin || (names.length > 0 && names.every((name) => allowed.has(name)));
          const selection = await select(store, { ...caller, isAdmin }, options);
          for (const entry of selection.entries) if (entry.kind === "processed") allowed.add(entry.identifier);
          return selection;
        },
      };
    },
  },
  killedBy: ["members-stay-in-their-workspace"],
});
