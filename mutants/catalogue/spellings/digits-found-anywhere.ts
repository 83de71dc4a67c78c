import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "digits-found-anywhere",
  bug: "A name that ends in digits names the CVM of that number.",
  changes: changeNames((name) => /^[a-z]+-?([1-9]\d{0,8})$/.exec(name)?.[1] ?? name),
  killedBy: ["only-by-its-own-name"],
});
