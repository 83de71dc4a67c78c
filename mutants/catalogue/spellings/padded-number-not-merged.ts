import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

const PADDED = /^0+[1-9][0-9]*$/;

export default defineMutant({
  name: "padded-number-not-merged",
  bug: "`01001` names CVM 1001, which is processed once for each spelling of its number.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    const padded = [...new Set(options.cvmIds ?? [])].filter((name) => PADDED.test(name));
    if (padded.length === 0) return selection;
    const others = options.cvmIds?.filter((name) => !PADDED.test(name)) ?? [];
    const rest = await select(caller, { ...options, cvmIds: others });
    const more = await Promise.all(
      padded.map((name) => select(caller, { ...options, cvmIds: [String(Number(name))] })),
    );
    const entries = [rest, ...more].flatMap((one) => one.entries);
    return { total: entries.length, entries: entries.slice(0, options.limit) };
  }),
  killedBy: ["each-cvm-once"],
});
