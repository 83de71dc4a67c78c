import { idleWhereNothingIsFound } from "../idle-where-nothing-is-found.ts";
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
  idle: idleWhereNothingIsFound,
});
