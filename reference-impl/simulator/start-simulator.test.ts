import { afterEach, expect, test } from "vitest";
import type { SimulatedWorld } from "../fleet/fleet.ts";
import { type ListeningSimulator, startSimulator } from "./start-simulator.ts";

const APP = "a".repeat(40);
const ID = "1".repeat(40);
const OTHER_ID = "2".repeat(40);
const VM = "6f1c7a52-8f0b-4a39-9f5e-0d6c1f3b7a10";
const BLANK_VM = "0b8de3c4-35c4-4c0b-8f5c-54f1d0a4f9aa";

const worldWhere = (instanceId: string): SimulatedWorld => ({
  teepods: [
    {
      name: "teepod-1",
      vms: [
        {
          vmUuid: VM,
          name: "web",
          appId: APP,
          status: "running",
          stateInstanceId: instanceId,
          infoInstanceId: ` ${instanceId} `,
        },
        {
          vmUuid: BLANK_VM,
          name: "db",
          appId: APP,
          status: "exited",
          stateInstanceId: "",
          infoInstanceId: undefined,
        },
      ],
      faults: {},
    },
  ],
  gateways: [{ name: "gateway-1", hosts: [{ instanceId, appId: APP, handshakeAgoSeconds: 90 }], faults: {} }],
});

const running: ListeningSimulator[] = [];

const started = async (world = worldWhere(ID), nowMs = Date.now): Promise<ListeningSimulator> => {
  const simulator = await startSimulator(world, { nowMs });
  running.push(simulator);
  return simulator;
};

afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close();
});

const call = async (url: string | undefined, method: string, body: unknown) => {
  const response = await fetch(`${url}/prpc/${method}?json`, { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, json: JSON.parse(await response.text()) };
};

const teepodCall = (simulator: ListeningSimulator, method: string, body: unknown = {}) =>
  call(simulator.teepods.get("teepod-1"), method, body);

const gatewayCall = (simulator: ListeningSimulator, method: string, body: unknown = {}) =>
  call(simulator.gateways.get("gateway-1"), method, body);

test("a teepod tells the status of the VMs asked for and leaves unknown ones out", async () => {
  const simulator = await started();
  const unknown = "00000000-0000-4000-8000-000000000000";
  const answer = await teepodCall(simulator, "Status", { ids: [VM, unknown, VM], brief: true });
  expect(answer).toEqual({
    status: 200,
    json: {
      vms: [{ id: VM, name: "web", status: "running", app_id: APP, instance_id: ID }],
      port_mapping_enabled: false,
      total: 1,
    },
  });
});

test("a call with and without the name of its service is the same call", async () => {
  const simulator = await started();
  expect(await teepodCall(simulator, "Teepod.Status")).toEqual(await teepodCall(simulator, "Status"));
  expect(await gatewayCall(simulator, "Status")).toEqual(await gatewayCall(simulator, "Admin.Status"));
  expect(simulator.callCount("teepod-1", "Status")).toBe(2);
});

test("status is cut into pages counted from 1, and page 0 is all", async () => {
  const simulator = await started();
  const names = async (request: unknown) => {
    const { json } = await teepodCall(simulator, "Status", request);
    return [json.total, json.vms.map((vm: { name: string }) => vm.name)];
  };
  expect(await names({ page: 1, page_size: 1 })).toEqual([2, ["web"]]);
  expect(await names({ page: 2, page_size: 1 })).toEqual([2, ["db"]]);
  expect(await names({ page: 3, page_size: 1 })).toEqual([2, []]);
  expect(await names({ page: 0, page_size: 1 })).toEqual([2, ["web", "db"]]);
  expect(await names({ keyword: "b8de" })).toEqual([1, ["db"]]);
});

test("only a full status carries the configuration", async () => {
  const simulator = await started();
  const [full] = (await teepodCall(simulator, "Status", { ids: [VM] })).json.vms;
  const [brief] = (await teepodCall(simulator, "Status", { ids: [VM], brief: true })).json.vms;
  expect(full).toHaveProperty("configuration.app_id", APP);
  expect(brief).not.toHaveProperty("configuration");
});

test("an instance id comes raw, and one that is undefined is left out", async () => {
  const simulator = await started();
  const { vms } = (await teepodCall(simulator, "Status", { ids: [BLANK_VM] })).json;
  expect(vms[0].instance_id).toBe("");
  expect((await teepodCall(simulator, "GetInfo", { id: VM })).json.info.instance_id).toBe(` ${ID} `);
  expect((await teepodCall(simulator, "GetInfo", { id: BLANK_VM })).json.info).not.toHaveProperty("instance_id");
});

test("information on what a node does not know is found: false", async () => {
  const simulator = await started();
  expect(await teepodCall(simulator, "GetInfo", { id: "nobody" })).toEqual({
    status: 200,
    json: { found: false, info: null },
  });
  expect((await gatewayCall(simulator, "GetInfo", { id: ID })).json.info.app_id).toBe(APP);
  expect((await gatewayCall(simulator, "GetInfo", { id: OTHER_ID })).json).toEqual({ found: false, info: null });
});

test("a gateway lists its hosts, which shake hands as time goes by", async () => {
  let nowMs = 1_800_000_000_000;
  const simulator = await started(worldWhere(ID), () => nowMs);
  const latest = async (): Promise<unknown> => {
    const { hosts } = (await gatewayCall(simulator, "Admin.Status")).json;
    expect(hosts).toMatchObject([{ instance_id: ID, app_id: APP }]);
    expect((await gatewayCall(simulator, "GetInfo", { id: ID })).json.info).toEqual(hosts[0]);
    return hosts[0].latest_handshake;
  };
  expect(await latest()).toBe(1_800_000_000 - 90);
  nowMs += 59_000;
  expect(await latest()).toBe(1_800_000_000 - 90);
  nowMs += 3_601_000;
  expect(await latest()).toBe(1_800_003_660 - 90);
});

test.each([
  ["an unknown method", "StopVm", {}],
  ["a body of another type", "Status", []],
  ["a field of another type", "Status", { ids: VM }],
  ["a member of another type", "Status", { ids: [7] }],
  ["a negative page", "Status", { page: -1 }],
  ["an id of another type", "GetInfo", { id: 7 }],
])("%s is answered 400 with an error", async (_what, method, body) => {
  const answer = await teepodCall(await started(), method, body);
  expect(answer).toEqual({ status: 400, json: { error: expect.any(String) } });
});

test("a call without ?json, and one whose body is not JSON, is answered 400", async () => {
  const url = (await started()).teepods.get("teepod-1");
  const statuses = await Promise.all([
    fetch(`${url}/prpc/Status`, { method: "POST", body: "{}" }),
    fetch(`${url}/prpc/Status?json`),
    fetch(`${url}/prpc/Status?json`, { method: "POST", body: "{" }),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([400, 400, 400]);
});

test("a fault is on one method of one node and goes when it is taken away", async () => {
  const simulator = await started();
  simulator.setFault("teepod-1", "Status", { kind: "bad-request" });
  expect((await teepodCall(simulator, "Status")).status).toBe(400);
  expect((await teepodCall(simulator, "GetInfo", { id: VM })).status).toBe(200);
  expect((await gatewayCall(simulator, "Admin.Status")).status).toBe(200);
  simulator.setFault("teepod-1", "Status", null);
  expect((await teepodCall(simulator, "Status")).status).toBe(200);
  expect(simulator.callCount("teepod-1", "Status")).toBe(2);
});

test("a world brings its faults along", async () => {
  const { teepods, gateways } = worldWhere(ID);
  const faulty = teepods.map((teepod) => ({ ...teepod, faults: { Status: { kind: "bad-request" } as const } }));
  const simulator = await started({ teepods: faulty, gateways });
  expect((await teepodCall(simulator, "Status")).status).toBe(400);
  simulator.replaceWorld({ teepods, gateways });
  expect((await teepodCall(simulator, "Status")).status).toBe(200);
});

test("a dropped call ends without an answer", async () => {
  const simulator = await started();
  simulator.setFault("gateway-1", "Admin.Status", { kind: "drop" });
  await expect(gatewayCall(simulator, "Admin.Status")).rejects.toThrow("fetch failed");
});

test("garbage is a 200 that is not JSON, and a wrong shape is JSON of other types", async () => {
  const simulator = await started();
  simulator.setFault("teepod-1", "Status", { kind: "garbage" });
  await expect(teepodCall(simulator, "Status")).rejects.toThrow(SyntaxError);
  simulator.setFault("teepod-1", "Status", { kind: "wrong-shape" });
  const { status, json } = await teepodCall(simulator, "Status");
  expect(status).toBe(200);
  expect(Array.isArray(json.vms)).toBe(false);
});

test("a delayed call is answered in the end, and holds up no other call", async () => {
  const simulator = await started();
  simulator.setFault("teepod-1", "Status", { kind: "delay", delayMs: 1 });
  expect((await teepodCall(simulator, "Status")).json.total).toBe(2);
  simulator.setFault("teepod-1", "Status", { kind: "delay", delayMs: 3_600_000 });
  const waiting = expect(teepodCall(simulator, "Status")).rejects.toThrow("fetch failed");
  expect((await teepodCall(simulator, "GetInfo", { id: VM })).status).toBe(200);
  await simulator.close();
  await waiting;
});

test("a stale node answers from the world before the last one", async () => {
  const simulator = await started(worldWhere(ID));
  const told = async () => (await teepodCall(simulator, "Status", { ids: [VM] })).json.vms[0].instance_id;
  simulator.setFault("teepod-1", "Status", { kind: "stale" });
  expect(await told()).toBe(ID);
  simulator.replaceWorld(worldWhere(OTHER_ID));
  expect(await told()).toBe(OTHER_ID);
  simulator.setFault("teepod-1", "Status", { kind: "stale" });
  expect(await told()).toBe(ID);
  simulator.replaceWorld(worldWhere("3".repeat(40)));
  simulator.setFault("teepod-1", "Status", { kind: "stale" });
  expect(await told()).toBe(OTHER_ID);
});

test("other nodes than at the start, two nodes of one name, and an unknown node are refused by name", async () => {
  const simulator = await started();
  const { teepods, gateways } = worldWhere(ID);
  expect(() => simulator.replaceWorld({ teepods, gateways: [] })).toThrow('gateway "gateway-1", teepod "teepod-1"');
  expect(() => simulator.setFault("teepod-9", "Status", null)).toThrow("teepod-9");
  await expect(startSimulator({ teepods: [...teepods, ...teepods], gateways })).rejects.toMatchObject({
    code: "SIMULATOR_NODES",
  });
});

test("a closed simulator no longer answers", async () => {
  const simulator = await startSimulator(worldWhere(ID));
  await teepodCall(simulator, "Status");
  await simulator.close();
  await expect(teepodCall(simulator, "Status")).rejects.toThrow("fetch failed");
});
