import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFleet } from "./decode-fleet.ts";
import { FleetError } from "./fleet-error.ts";
import { largeFleet } from "./large.ts";
import { smallFleet } from "./small.ts";

const CVM = {
  cvmId: 7,
  vmUuid: "6f1c7a52-8f0b-4a39-9f5e-0d6c1f3b7a10",
  appId: "a".repeat(40),
  name: "web",
  workspaceId: "mine",
  status: "running",
  teepod: "teepod-1",
};

const VM = { vmUuid: CVM.vmUuid, name: "web", appId: CVM.appId, status: "running" };

const valid = {
  workspaces: [{ id: "mine", name: "Mine" }],
  cvms: [CVM],
  placements: [{ teepod: "teepod-1", gateway: "gateway-1" }],
};

const world = {
  teepods: [{ name: "teepod-1", vms: [VM] }],
  gateways: [{ name: "gateway-1", hosts: [{ instanceId: "anything", appId: "at all", handshakeAgoSeconds: null }] }],
};

const complaintAbout = (value: unknown): string => {
  try {
    decodeFleet(value);
  } catch (error) {
    if (error instanceof FleetError) return `${error.place}: ${error.message}`;
    throw error;
  }
  return "none";
};

test("a built-in fleet written as JSON is read back as it was", () => {
  for (const fleet of [smallFleet(3), largeFleet(700, 3)])
    expect(decodeFleet(JSON.parse(JSON.stringify(fleet)))).toEqual(fleet);
});

test("what may be left out takes its plain meaning", () => {
  const fleet = decodeFleet(valid);
  expect(fleet.cvms).toEqual([{ ...CVM, instanceId: null, noInstanceId: false, lastAttemptAtMs: null }]);
  expect(fleet.world).toEqual({
    teepods: [{ name: "teepod-1", vms: [], faults: {} }],
    gateways: [{ name: "gateway-1", hosts: [], faults: {} }],
  });
});

test("faults are read with their delay", () => {
  const faults = { Status: { kind: "delay", delayMs: 5 }, GetInfo: { kind: "drop" } };
  const fleet = decodeFleet({ ...valid, world: { ...world, teepods: [{ name: "teepod-1", vms: [], faults }] } });
  expect(fleet.world.teepods[0]?.faults).toEqual(faults);
});

test("an absent, a null and a blank instance id of a simulated VM stay what they are", () => {
  const vms = [{ ...VM, stateInstanceId: null, infoInstanceId: " " }];
  const decoded = decodeFleet({ ...valid, world: { ...world, teepods: [{ name: "teepod-1", vms }] } });
  expect(decoded.world.teepods[0]?.vms[0]).toEqual({ ...VM, stateInstanceId: null, infoInstanceId: " " });
  const without = decodeFleet({ ...valid, world });
  expect(without.world.teepods[0]?.vms[0]?.stateInstanceId).toBeUndefined();
});

const ID = "1".repeat(40);
const OTHER_UUID = "0b8de3c4-35c4-4c0b-8f5c-54f1d0a4f9aa";
const withCvm = (change: object) => ({ ...valid, cvms: [{ ...CVM, ...change }] });
const withWorld = (change: object) => ({ ...valid, world: { ...world, ...change } });
const withTeepod = (change: object) => withWorld({ teepods: [{ name: "teepod-1", vms: [VM], ...change }] });

test.each([
  ["another type altogether", [], ": Failed to read the fleet: the whole is []"],
  ["a list left out", { ...valid, cvms: undefined }, "cvms: "],
  ["an unknown member", { ...valid, cvm: [] }, "cvm: "],
  ["an unknown member of a CVM", withCvm({ instance_id: ID }), "cvms[0].instance_id: "],
  [
    "a member left out",
    withCvm({ appId: undefined }),
    "cvms[0].appId: Failed to read the fleet: cvms[0].appId is missing",
  ],
  ["a cvmId of 0", withCvm({ cvmId: 0 }), "cvms[0].cvmId: "],
  ["a cvmId that is not exact", withCvm({ cvmId: 2 ** 53 }), "cvms[0].cvmId: "],
  ["a UUID in upper case", withCvm({ vmUuid: CVM.vmUuid.toUpperCase() }), "cvms[0].vmUuid: "],
  ["an app id that is too short", withCvm({ appId: "a".repeat(39) }), "cvms[0].appId: "],
  ["an instance id with a prefix", withCvm({ instanceId: `0x${ID}` }), "cvms[0].instanceId: "],
  ["an instance id where there is none", withCvm({ instanceId: ID, noInstanceId: true }), "cvms[0].instanceId: "],
  ["a flag that is not one", withCvm({ noInstanceId: 1 }), "cvms[0].noInstanceId: "],
  ["a negative time", withCvm({ lastAttemptAtMs: -1 }), "cvms[0].lastAttemptAtMs: "],
  ["an unknown workspace", withCvm({ workspaceId: "hers" }), "cvms[0].workspaceId: "],
  ["an unknown teepod", withCvm({ teepod: "teepod-2" }), "cvms[0].teepod: "],
  ["one cvmId twice", { ...valid, cvms: [CVM, { ...CVM, vmUuid: OTHER_UUID }] }, "cvms[1]: "],
  ["one vmUuid twice", { ...valid, cvms: [CVM, { ...CVM, cvmId: 8 }] }, "cvms[1]: "],
  [
    "one instance id twice",
    {
      ...valid,
      cvms: [
        { ...CVM, instanceId: ID },
        { ...CVM, cvmId: 8, vmUuid: OTHER_UUID, instanceId: ID },
      ],
    },
    "cvms[1]: ",
  ],
  ["one workspace twice", { ...valid, workspaces: [...valid.workspaces, ...valid.workspaces] }, "workspaces[1]: "],
  ["one teepod placed twice", { ...valid, placements: [...valid.placements, ...valid.placements] }, "placements[1]: "],
  ["a placement on an unknown gateway", withWorld({ gateways: [] }), "placements[0].gateway: "],
  ["a placement of an unknown teepod", withWorld({ teepods: [] }), "placements[0].teepod: "],
  ["one VM twice on a teepod", withTeepod({ vms: [VM, VM] }), "world.teepods[0].vms[1]: "],
  [
    "a fault of an unknown kind",
    withTeepod({ faults: { Status: { kind: "slow" } } }),
    "world.teepods[0].faults.Status.kind: ",
  ],
  [
    "a delay without its length",
    withTeepod({ faults: { Status: { kind: "delay" } } }),
    "world.teepods[0].faults.Status.delayMs: ",
  ],
  [
    "a length without a delay",
    withTeepod({ faults: { Status: { kind: "drop", delayMs: 5 } } }),
    "world.teepods[0].faults.Status.delayMs: ",
  ],
  [
    "a teepod's fault on a gateway's method",
    withTeepod({ faults: { "Admin.Status": { kind: "drop" } } }),
    "world.teepods[0].faults.Admin.Status: ",
  ],
  [
    "a node named twice",
    { ...valid, placements: [], cvms: [], world: { ...world, gateways: [{ name: "teepod-1", hosts: [] }] } },
    "world.gateways[0].name: ",
  ],
  [
    "a host's id of another type",
    withWorld({ gateways: [{ name: "gateway-1", hosts: [{ instanceId: 7, appId: "" }] }] }),
    "world.gateways[0].hosts[0].instanceId: ",
  ],
])("%s is refused, and the place is named", (_what, value, start) => {
  expect(complaintAbout(value).slice(0, start.length)).toBe(start);
});

test("an error says what was seen and how to mend it", () => {
  expect(() => decodeFleet(withCvm({ teepod: "teepod-2" }))).toThrow(
    'cvms[0].teepod is "teepod-2", which placements does not have. Add it there, or correct it.',
  );
  expect(() => decodeFleet(withCvm({ name: 7 }))).toThrow("cvms[0].name is 7. Give a string.");
});

test("whatever is read, nothing but a FleetError is thrown, and what is accepted is read back as it was", () => {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(0, -1, "", "x", [], {}, null, true, ID, CVM.vmUuid));
  const keys = ["workspaces", "cvms", "placements", "world"] as const;
  const damaged = fc.record({ key: fc.constantFrom(...keys), index: fc.nat(3), field: fc.string(), value });
  fc.assert(
    fc.property(fc.constantFrom(smallFleet(1)), damaged, (fleet, { key, index, field, value: put }) => {
      const json = JSON.parse(JSON.stringify(fleet));
      const list = key === "world" ? json.world.teepods : json[key];
      const fields = [...Object.keys(list[0]), field];
      list[index % list.length][fields[index % fields.length] ?? field] = put;
      const text = JSON.stringify(json);
      if (complaintAbout(JSON.parse(text)) !== "none") return;
      expect(JSON.parse(JSON.stringify(decodeFleet(JSON.parse(text))))).toEqual(JSON.parse(text));
    }),
    { numRuns: 200 },
  );
});
