import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "uuid-by-its-beginning",
  bug: "The beginning of a UUID names its CVM.",
  changes: changeNames((name, known) =>
    /^[0-9a-f-]{8,35}$/.test(name) ? (known.find(({ vmUuid }) => vmUuid.startsWith(name))?.vmUuid ?? name) : name,
  ),
  killedBy: ["only-by-its-own-name"],
});
