import { readStaleCopy } from "../../changes/read-stale-copy.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "every-other-read-from-a-stale-copy",
  bug: "Two replicas of the database answer reads by turns, and one of them gets no more of what is written.",
  changes: readStaleCopy((read) => read % 2 === 0),
  killedBy: ["updates-do-not-come-and-go"],
});
