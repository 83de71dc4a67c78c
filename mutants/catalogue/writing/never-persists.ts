import { changeRecord } from "../../changes/change-store.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "never-persists",
  bug: "Nothing is ever written, whatever is reported.",
  changes: changeRecord((record) => ({ ...record, writes: [] })),
  killedBy: ["update-is-kept", "second-run-updates-nothing"],
});
