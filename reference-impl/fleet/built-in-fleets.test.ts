import { expect, test } from "vitest";
import { decodeFleet } from "./decode-fleet.ts";
import { demoKeys } from "./demo-keys.ts";
import type { Fleet } from "./fleet.ts";
import { largeFleet } from "./large.ts";
import { smallFleet } from "./small.ts";

const builtIn: readonly (readonly [string, (seed: number) => Fleet])[] = [
  ["small", smallFleet],
  ["large", (seed) => largeFleet(1_200, seed)],
];

test.each(builtIn)("the %s fleet is decided by its seed", (_name, fleet) => {
  expect(fleet(7)).toEqual(fleet(7));
  const ids = (seed: number) => new Set(fleet(seed).cvms.map(({ vmUuid }) => vmUuid));
  expect(ids(7).isDisjointFrom(ids(8))).toBe(true);
});

test.each(builtIn)("the %s fleet is sound for any seed", (_name, fleet) => {
  for (const seed of [-(2 ** 31), -1, 0, 1, 2 ** 31 - 1]) expect(() => decodeFleet(fleet(seed))).not.toThrow();
});

test.each(builtIn)("the %s fleet has CVMs in the workspace of each demo key", (_name, fleet) => {
  const owners = new Set(fleet(1).cvms.map(({ workspaceId }) => workspaceId));
  expect(owners).toEqual(new Set(demoKeys.map(({ workspace }) => workspace)));
});

test("a large fleet has as many CVMs as asked for, down to none", () => {
  expect(largeFleet(0, 1).cvms).toHaveLength(0);
  expect(largeFleet(1, 1).cvms).toHaveLength(1);
  expect(largeFleet(2_500, 1).world.teepods).toHaveLength(5);
  expect(largeFleet(2_500, 1).world.gateways).toHaveLength(2);
});

test("most CVMs of a large fleet are in order, and some are of every other kind", () => {
  const { cvms, world } = largeFleet(1_000, 1);
  const told = new Map(world.teepods.flatMap(({ vms }) => vms.map((vm) => [vm.vmUuid, vm.stateInstanceId])));
  const inOrder = cvms.filter(({ instanceId, vmUuid }) => instanceId !== null && told.get(vmUuid) === instanceId);
  expect(inOrder).toHaveLength(700);
  expect(cvms.filter(({ instanceId }) => instanceId === null)).toHaveLength(270);
  expect(cvms.filter(({ status }) => status !== "running")).toHaveLength(20);
});

test.each(builtIn)("each VM of the %s fleet has a UUID of version 4", (_name, fleet) => {
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(
    fleet(1)
      .cvms.map(({ vmUuid }) => vmUuid)
      .filter((vmUuid) => !pattern.test(vmUuid)),
  ).toEqual([]);
});
