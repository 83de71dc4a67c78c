import { definePremise, onlyCvms } from "../premise.ts";

export default definePremise({
  says: "Every CVM has the instance id that is found.",
  fleet: onlyCvms(({ name }) => /^(other-|admin-)?synced-\d+$/.test(name)),
  idle: [
    "admin-writes-what-it-reports",
    "conflict-names-what-it-found",
    "conflict-writes-nothing",
    "dry-run-writes-nothing",
    "error-writes-nothing",
    "no-id-for-two-cvms",
    "no-source-no-update",
    "nothing-else-is-written",
    "one-winner-per-cvm",
    "overwrite-is-not-sticky",
    "overwrite-turns-conflicts-into-updates",
    "racing-overlaps-agree",
    "running-only-heeds-the-store",
    "running-only-narrows",
    "scans-take-turns",
    "second-run-updates-nothing",
    "small-limits-drain",
    "unnamed-stay-as-they-were",
    "update-is-kept",
    "updates-do-not-come-and-go",
    "updated-names-a-new-id",
  ],
});
