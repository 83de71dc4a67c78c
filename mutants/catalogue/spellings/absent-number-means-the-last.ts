import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "absent-number-means-the-last",
  bug: "A number above all that CVMs have stands for the last CVM.",
  changes: changeNames((name, known) => {
    if (!/^[1-9]\d{0,8}$/.test(name)) return name;
    const below = known.map(({ cvmId }) => cvmId).filter((cvmId) => cvmId <= Number(name));
    return below.length === 0 ? name : String(Math.max(...below));
  }),
  killedBy: ["only-by-its-own-name"],
});
