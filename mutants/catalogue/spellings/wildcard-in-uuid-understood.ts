import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "wildcard-in-uuid-understood",
  bug: "A UUID is looked up with `LIKE`, so that `%` stands for any text.",
  changes: changeNames((name, known) => {
    const [start = "", end] = name.split("%");
    if (end === undefined || start.length < 8) return name;
    return known.find(({ vmUuid }) => vmUuid.startsWith(start) && vmUuid.endsWith(end))?.vmUuid ?? name;
  }),
  killedBy: ["only-by-its-own-name"],
});
