import { definePremise, wholeFleet } from "../premise.ts";

export default definePremise({
  says: "Nothing shows what is stored.",
  fleet: wholeFleet,
  changes: { stateUrl: null },
  idle: [
    "missing-only-heeds-the-store",
    "running-only-heeds-the-store",
    "scan-totals-match-the-store",
    "scans-stay-in-one-workspace",
  ],
});
