import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "repeated-id-drops-the-cvm",
  bug: "A CVM that is named twice is left out.",
  changes: changeOptions((options) => {
    const { cvmIds } = options;
    return cvmIds === null
      ? options
      : { ...options, cvmIds: cvmIds.filter((name) => cvmIds.indexOf(name) === cvmIds.lastIndexOf(name)) };
  }),
  killedBy: ["repeating-an-id-changes-nothing"],
});
