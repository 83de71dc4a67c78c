import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "absent-number-means-the-next",
  bug: "A number that no CVM has stands for the CVM with the next number above it.",
  changes: changeNames((name, known) => {
    if (!/^[1-9]\d{0,8}$/.test(name)) return name;
    const above = known.map(({ cvmId }) => cvmId).filter((cvmId) => cvmId >= Number(name));
    return above.length === 0 ? name : String(Math.min(...above));
  }),
  killedBy: ["only-by-its-own-name"],
});
