import { definePremise, onlyCvms } from "../premise.ts";

export default definePremise({
  says: "No CVM has an instance id, and none gets one.",
  fleet: onlyCvms(({ instanceId }) => instanceId === null),
  isReadOnly: true,
  idle: [
    "missing-only-heeds-the-store",
    "missing-only-means-missing",
    "missing-only-narrows",
    "no-overwrite-without-leave",
    "overwrite-turns-conflicts-into-updates",
    "unchanged-keeps-the-id",
  ],
});
