import { definePremise, wholeFleet } from "../premise.ts";

const FAILS = { kind: "bad-request" } as const;

export default definePremise({
  says: "No gateway answers, without which no instance id is believed.",
  fleet: {
    ...wholeFleet,
    world: {
      teepods: wholeFleet.world.teepods,
      gateways: wholeFleet.world.gateways.map((gateway) => ({ ...gateway, faults: { "Admin.Status": FAILS } })),
    },
  },
  idle: [
    "admin-writes-what-it-reports",
    "conflict-names-what-it-found",
    "conflict-writes-nothing",
    "dry-run-writes-nothing",
    "filters-hold-for-named-cvms",
    "missing-only-heeds-the-store",
    "no-id-for-two-cvms",
    "no-source-no-update",
    "nothing-else-is-written",
    "one-winner-per-cvm",
    "overwrite-is-not-sticky",
    "overwrite-turns-conflicts-into-updates",
    "racing-overlaps-agree",
    "running-only-heeds-the-store",
    "same-ids-get-the-same-status",
    "second-run-updates-nothing",
    "small-limits-drain",
    "unchanged-keeps-the-id",
    "unnamed-stay-as-they-were",
    "update-is-kept",
    "updated-names-a-new-id",
  ],
});
