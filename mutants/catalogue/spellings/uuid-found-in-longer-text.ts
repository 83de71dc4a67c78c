import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

const UUID_FIRST = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

export default defineMutant({
  name: "uuid-found-in-longer-text",
  bug: "The pattern of UUIDs has no end, so that a longer text names the CVM of the UUID that it begins with.",
  changes: changeNames((name) => (UUID_FIRST.test(name) ? name.slice(0, 36) : name)),
  killedBy: ["only-by-its-own-name"],
});
