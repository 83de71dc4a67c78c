import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default defineMutant({
  name: "uuid-compared-by-its-first-group",
  bug: "Of a UUID only the first eight digits are compared.",
  changes: changeNames((name, known) =>
    UUID.test(name) ? (known.find(({ vmUuid }) => vmUuid.startsWith(name.slice(0, 8)))?.vmUuid ?? name) : name,
  ),
  killedBy: ["only-by-its-own-name"],
});
