import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-starts-elsewhere-each-time",
  bug: "A scan that the limit cuts shows other CVMs each time.",
  changes: {
    at: "steps",
    make: ({ select }) => {
      let turn = 0;
      return {
        select: async (store, caller, options) => {
          const selection = await select(store, caller, { ...options, limit: Number.MAX_SAFE_INTEGER });
          if (options.cvmIds !== null || selection.total <= options.limit) return select(store, caller, options);
          turn = (turn + 1) % selection.total;
          const { total, entries } = selection;
          return { total, entries: [...entries.slice(turn), ...entries.slice(0, turn)].slice(0, options.limit) };
        },
      };
    },
  },
  killedBy: ["answers-are-repeatable"],
});
