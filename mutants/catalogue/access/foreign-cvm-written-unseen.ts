import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "foreign-cvm-written-unseen",
  bug: "A CVM of another workspace that a member names is answered as unknown, and written all the same.",
  changes: {
    at: "steps",
    make: ({ select, decide, toResponseBody }) => {
      const callerOf = new WeakMap<object, string>();
      const foreign = new WeakSet<object>();
      return {
        select: (store, caller, options) => {
          callerOf.set(options, caller.workspaceId);
          return select(store, { ...caller, isAdmin: true }, options);
        },
        decide: (facts, options) => {
          const item = decide(facts, options);
          if (callerOf.get(options) !== facts.cvm.workspaceId) foreign.add(item);
          return item;
        },
        toResponseBody: ({ total, items }) =>
          toResponseBody({
            total,
            items: items.map((item) =>
              foreign.has(item)
                ? {
                    cvmId: 0,
                    identifier: item.identifier,
                    status: "skipped",
                    oldInstanceId: null,
                    newInstanceId: null,
                    source: "none",
                    verifiedWithGateway: false,
                    reason: "not_found",
                  }
                : item,
            ),
          }),
      };
    },
  },
  killedBy: ["members-stay-in-their-workspace"],
});
