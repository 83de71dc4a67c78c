import { setImmediate } from "node:timers/promises";
import { defineMutant } from "../../define-mutant.ts";

/** So many requests at once are too many for what they share. */
const CROWD = 6;

export default defineMutant({
  name: "last-left-out-in-a-crowd",
  bug: "Of requests at once some lose the last item: they append to a slice without a lock.",
  changes: {
    at: "steps",
    make: ({ select }) => {
      let underWay = 0;
      return {
        select: async (store, caller, options) => {
          underWay += 1;
          await setImmediate();
          const selection = await select(store, caller, options);
          const isCrowded = underWay > CROWD && selection.entries.length > 1;
          underWay -= 1;
          return isCrowded ? { ...selection, entries: selection.entries.slice(0, -1) } : selection;
        },
      };
    },
  },
  killedBy: ["crowded-answers-are-their-own"],
});
