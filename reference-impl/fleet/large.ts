import type { Fleet } from "./fleet.ts";
import { fleetOfSituations } from "./fleet-of-situations.ts";
import { type Situation, situation } from "./situation.ts";

const CVMS_PER_TEEPOD = 500;
const MAX_TEEPODS = 32;
const TEEPODS_PER_GATEWAY = 4;

type Variation = Partial<Omit<Situation, "name">>;

const SYNCED: Variation = { stored: "own" };

/** What the CVMs are like, out of a hundred. Source: a guess at an everyday fleet, in which nearly all is well. */
const MIX: readonly (readonly [share: number, variation: Variation])[] = Object.freeze([
  [15, {}],
  [3, { hosts: [] }],
  [3, { state: "blank", info: "own" }],
  [1, { state: "none", info: "none" }],
  [2, { state: "none", info: "none", hosts: [] }],
  [2, { status: "stopped", hosts: [] }],
  [1, { noInstanceId: true, state: "none", info: "none", hosts: [] }],
  [3, { stored: "old" }],
]);

const VARIATIONS: readonly Variation[] = Object.freeze(
  MIX.flatMap(([share, variation]) => Array.from({ length: share }, () => variation)),
);

const workspaceOf = (index: number): Situation["workspace"] => {
  if (index % 50 === 49) return "demo-admin";
  return index % 10 === 9 ? "demo-other" : "demo-member";
};

/**
 * A built-in fleet of `count` CVMs without upstream faults, for seeing how a server fares under load: nine in ten belong to the member,
 * seven in ten are in order. `seed` is a 32-bit integer and decides all identities.
 */
export const largeFleet = (count: number, seed: number): Fleet => {
  const teepodCount = Math.min(Math.max(1, Math.ceil(count / CVMS_PER_TEEPOD)), MAX_TEEPODS);
  const teepods = Array.from({ length: teepodCount }, (_, index) => `teepod-${index + 1}`);
  const situations = Array.from({ length: count }, (_, index) =>
    situation(`cvm-${index + 1}`, {
      // The step has no divisor in common with a hundred, so that neighbours differ in kind.
      ...(VARIATIONS[(index * 37) % 100] ?? SYNCED),
      workspace: workspaceOf(index),
      teepod: `teepod-${1 + (index % teepodCount)}`,
    }),
  );
  const placements = teepods.map((teepod, index) => ({
    teepod,
    gateway: `gateway-${1 + Math.floor(index / TEEPODS_PER_GATEWAY)}`,
  }));
  return fleetOfSituations(situations, { placements, faults: {} }, seed);
};
