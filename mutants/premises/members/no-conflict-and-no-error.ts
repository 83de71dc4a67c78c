import { definePremise, onlyCvms } from "../premise.ts";

export default definePremise({
  says: "No CVM is in conflict or in error.",
  fleet: onlyCvms(({ name }) => /^(other-|admin-)?(fresh|synced)-\d+$|^silent|^idle-(exited|stopped)/.test(name)),
  idle: [
    "conflict-names-what-it-found",
    "conflict-writes-nothing",
    "default-limit-is-100",
    "error-writes-nothing",
    "overwrite-is-not-sticky",
    "overwrite-turns-conflicts-into-updates",
  ],
});
