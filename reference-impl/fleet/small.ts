import type { Fleet } from "./fleet.ts";
import { fleetOfSituations, type Layout } from "./fleet-of-situations.ts";
import { smallSituations } from "./small-situations.ts";

/** Calls that fail do so at once, so that a check of a server on this fleet is quick. */
const FAILS = { kind: "bad-request" } as const;

const LAYOUT: Layout = Object.freeze({
  placements: [
    { teepod: "teepod-1", gateway: "gateway-1" },
    { teepod: "teepod-2", gateway: "gateway-1" },
    { teepod: "teepod-3", gateway: "gateway-1" },
    { teepod: "teepod-4", gateway: "gateway-1" },
    { teepod: "teepod-5", gateway: "gateway-2" },
  ],
  faults: {
    "teepod-3": { Status: FAILS },
    "teepod-4": { Status: FAILS, GetInfo: FAILS },
    "gateway-2": { "Admin.Status": FAILS },
  },
});

/**
 * The built-in fleet for trying things out: some 160 CVMs in three workspaces, few of which need more than one `Status`
 * call, among them every situation that a refresh can meet. `seed` is a 32-bit integer and decides all identities and their order.
 */
export const smallFleet = (seed: number): Fleet => fleetOfSituations(smallSituations, LAYOUT, seed);
