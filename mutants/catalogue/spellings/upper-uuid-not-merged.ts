import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

const isUpperCase = (name: string): boolean => /^[0-9A-F]{8}-/.test(name) && name !== name.toLowerCase();

export default defineMutant({
  name: "upper-uuid-not-merged",
  bug: "A CVM that is named by its UUID in upper case, and in another form, is processed twice.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    const upper = options.cvmIds?.filter(isUpperCase) ?? [];
    if (upper.length === 0) return selection;
    const others = options.cvmIds?.filter((name) => !isUpperCase(name)) ?? [];
    const rest = await select(caller, { ...options, cvmIds: others });
    const more = await select(caller, { ...options, cvmIds: upper });
    return {
      total: rest.total + more.total,
      entries: [...rest.entries, ...more.entries].slice(0, options.limit),
    };
  }),
  killedBy: ["each-cvm-once"],
});
