import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "workspace-cached-by-limit",
  bug: "A page of a scan is cached by its size: who asks for the same size right after another is shown the other's workspace.",
  changes: {
    at: "steps",
    make: ({ select }) => {
      let last: { readonly limit: number; readonly workspaceId: string } | null = null;
      return {
        select: (store, caller, options) => {
          const asked = caller;
          if (options.cvmIds !== null) return select(store, caller, options);
          if (last?.limit !== options.limit) last = { limit: options.limit, workspaceId: asked.workspaceId };
          return select(store, { ...asked, workspaceId: last.workspaceId }, options);
        },
      };
    },
  },
  killedBy: ["answers-are-to-their-caller"],
});
