import { definePremise, wholeFleet } from "../premise.ts";

export default definePremise({
  says: "Previews alone are sent.",
  fleet: wholeFleet,
  isReadOnly: true,
  idle: [
    "admin-writes-what-it-reports",
    "conflict-writes-nothing",
    "error-writes-nothing",
    "nothing-else-is-written",
    "one-winner-per-cvm",
    "overwrite-is-not-sticky",
    "preview-is-what-happens",
    "preview-takes-the-same-cvms",
    "racing-overlaps-agree",
    "refused-callers-write-nothing",
    "scans-take-turns",
    "second-run-updates-nothing",
    "skipped-writes-nothing",
    "small-limits-drain",
    "unnamed-stay-as-they-were",
    "update-is-kept",
    "updates-do-not-come-and-go",
  ],
});
