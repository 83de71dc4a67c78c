import { idleWhereNothingIsFound } from "../idle-where-nothing-is-found.ts";
import { definePremise, wholeFleet } from "../premise.ts";

const FAILS = { kind: "bad-request" } as const;

export default definePremise({
  says: "No teepod and no gateway answers.",
  fleet: {
    ...wholeFleet,
    world: {
      teepods: wholeFleet.world.teepods.map((teepod) => ({ ...teepod, faults: { Status: FAILS, GetInfo: FAILS } })),
      gateways: wholeFleet.world.gateways.map((gateway) => ({ ...gateway, faults: { "Admin.Status": FAILS } })),
    },
  },
  idle: idleWhereNothingIsFound,
});
