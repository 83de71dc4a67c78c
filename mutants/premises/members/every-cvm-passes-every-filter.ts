import { definePremise, onlyCvms } from "../premise.ts";

export default definePremise({
  says: "Every CVM runs and lacks its instance id, and none gets one.",
  fleet: onlyCvms(({ instanceId, status }) => instanceId === null && status === "running"),
  isReadOnly: true,
  idle: [
    "filters-hold-for-named-cvms",
    "missing-only-heeds-the-store",
    "missing-only-means-missing",
    "missing-only-narrows",
    "no-overwrite-without-leave",
    "overwrite-turns-conflicts-into-updates",
    "running-only-heeds-the-store",
    "running-only-narrows",
    "unchanged-keeps-the-id",
  ],
});
