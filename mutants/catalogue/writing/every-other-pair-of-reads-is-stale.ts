import { readStaleCopy } from "../../changes/read-stale-copy.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "every-other-pair-of-reads-is-stale",
  bug: "Two reads in a row go to one replica of the database and the next two to the other, which gets no more of what is written.",
  changes: readStaleCopy((read) => read % 4 < 2),
  killedBy: ["updates-do-not-come-and-go"],
});
