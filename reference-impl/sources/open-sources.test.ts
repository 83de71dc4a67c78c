import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Clock, systemClock } from "../clock.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { hex40, uuid } from "../testing/sample-cvm.ts";
import { answering, type ScriptedUpstream, type SeenRequest, scriptedUpstream } from "../testing/scripted-upstream.ts";
import { type OpenSources, openSources, type UpstreamFailure, type Upstreams } from "./open-sources.ts";

const open: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const upstreamOf = async (
  ...script: readonly ((response: ServerResponse, request: SeenRequest) => void)[]
): Promise<ScriptedUpstream> => {
  const upstream = await scriptedUpstream(script);
  open.push(upstream);
  return upstream;
};

const FRESH_MS = 600_000;

const sourcesOver = (
  upstreams: Partial<Upstreams>,
  clock: Clock = systemClock,
  onFailure: (failure: UpstreamFailure) => void = () => {},
): OpenSources => {
  const sources = openSources(
    {
      teepods: new Map(),
      gateways: new Map(),
      placements: [{ teepod: "t1", gateway: "g1" }],
      credentials: new Map(),
      ca: null,
      gatewayFreshMs: FRESH_MS,
      ...upstreams,
    },
    clock,
    onFailure,
  );
  open.unshift(sources);
  return sources;
};

const oneVm = answering(200, JSON.stringify({ vms: [{ id: uuid(1), instance_id: hex40(1) }] }));
const listing = (latest_handshake: number) =>
  answering(200, JSON.stringify({ hosts: [{ instance_id: hex40(1), app_id: hex40(2), latest_handshake }] }));
const oneHost = listing(Math.floor(Date.now() / 1_000));
const found = { kind: "id", instanceId: hex40(1) };

describe("the sources", () => {
  it("speak prpc to teepods and gateways, below a path prefix and with their tokens", async () => {
    const teepod = await upstreamOf(oneVm, answering(200, '{"found":false,"info":null}'));
    const gateway = await upstreamOf(oneHost);
    const sources = sourcesOver({
      teepods: new Map([["t1", `${teepod.url}/below/`]]),
      gateways: new Map([["g1", gateway.url]]),
      credentials: new Map([
        ["t1", { kind: "bearer", token: "pod" }],
        ["g1", { kind: "admin-token", token: "gate" }],
      ]),
    });
    expect(await sources.teepodState("t1", [uuid(1), uuid(2)])).toEqual({
      kind: "answered",
      value: new Map([[uuid(1), found]]),
    });
    expect(await sources.teepodInfo("t1", uuid(2))).toEqual({ kind: "answered", value: { kind: "none" } });
    expect(await sources.gatewayHosts("t1")).toMatchObject({
      value: { appsByInstanceId: new Map([[hex40(1), new Set([hex40(2)])]]) },
    });
    expect([...teepod.seen, ...gateway.seen]).toMatchObject([
      { path: "/below/prpc/Status?json", headers: { authorization: "Bearer pod" } },
      { path: "/below/prpc/GetInfo?json", headers: { authorization: "Bearer pod" }, body: `{"id":"${uuid(2)}"}` },
      { path: "/prpc/Admin.Status?json", headers: { "x-admin-token": "gate" }, body: "{}" },
    ]);
    expect(JSON.parse(teepod.seen[0]?.body ?? "")).toEqual({ ids: [uuid(1), uuid(2)] });
  });

  it("have a host that has long been listed without a handshake as one that is gone, whenever that comes about", async () => {
    const clock = manualClock(1_800_000_000_000);
    const gateway = await upstreamOf(listing(1_800_000_000));
    const sources = sourcesOver({ gateways: new Map([["g1", gateway.url]]) }, clock);
    const alive = { appsByInstanceId: { size: 1 }, goneIdsByAppId: { size: 0 } };
    expect(await sources.gatewayHosts("t1")).toMatchObject({ value: alive });
    clock.advance(FRESH_MS);
    expect(await sources.gatewayHosts("t1")).toMatchObject({ value: alive });
    clock.advance(1_000);
    expect(await sources.gatewayHosts("t1")).toMatchObject({
      value: { appsByInstanceId: { size: 0 }, goneIdsByAppId: new Map([[hex40(2), [hex40(1)]]]) },
    });
  });

  it("tell of each call that a node failed, with its reason and without its credential", async () => {
    const failures: unknown[] = [];
    const teepod = await upstreamOf(answering(400, '{"error":"vm store is locked"}'));
    const gateway = await upstreamOf(answering(401, ""));
    const sources = sourcesOver(
      {
        teepods: new Map([["t1", teepod.url]]),
        gateways: new Map([["g1", gateway.url]]),
        credentials: new Map([["g1", { kind: "basic", userAndPassword: "ops:secret" }]]),
      },
      systemClock,
      (failure) => failures.push(failure),
    );
    await sources.teepodState("t1", [uuid(1)]);
    await sources.gatewayHosts("t1");
    expect(failures).toEqual([
      { node: "t1", method: "Status", why: "status 400: vm store is locked" },
      { node: "g1", method: "Admin.Status", why: "status 401" },
    ]);
  });

  it.each<[string, string, unknown]>([
    ["null, as dstack has it from 0.5.9 on", `{"id":"${uuid(1)}","instance_id":null}`, { kind: "none" }],
    ["an empty text, as dstack had it before", `{"id":"${uuid(1)}","instance_id":""}`, { kind: "none" }],
    ["left out", `{"id":"${uuid(1)}"}`, { kind: "none" }],
    ["there", `{"id":"${uuid(1)}","instance_id":"${hex40(1)}"}`, found],
  ])("read an instance id that is %s", async (_, vm, id) => {
    const script = (response: ServerResponse, { path }: SeenRequest): void =>
      answering(200, path.includes("GetInfo") ? `{"found":true,"info":${vm}}` : `{"vms":[${vm}],"total":1}`)(response);
    const sources = sourcesOver({ teepods: new Map([["t1", (await upstreamOf(script)).url]]) });
    expect(await sources.teepodState("t1", [uuid(1)])).toEqual({ kind: "answered", value: new Map([[uuid(1), id]]) });
    expect(await sources.teepodInfo("t1", uuid(1))).toEqual({ kind: "answered", value: id });
  });

  it("fail for nodes that nobody has configured", async () => {
    const sources = sourcesOver({});
    expect(await sources.teepodState("t1", [uuid(1)])).toMatchObject({ kind: "failed" });
    expect(await sources.teepodInfo("t1", uuid(1))).toMatchObject({ kind: "failed" });
    expect(await sources.gatewayHosts("t1")).toMatchObject({ kind: "failed" });
    expect(await sources.gatewayHosts("t2")).toMatchObject({ kind: "failed" });
  });

  it("ask once for all who ask at the same time", async () => {
    const teepod = await upstreamOf((response, { path }) =>
      path.includes("GetInfo") ? answering(200, '{"found":false}')(response) : oneVm(response),
    );
    const gateway = await upstreamOf(oneHost);
    const sources = sourcesOver({
      teepods: new Map([["t1", teepod.url]]),
      gateways: new Map([["g1", gateway.url]]),
    });
    await Promise.all([
      ...[1, 2, 3].map((id) => sources.teepodState("t1", [uuid(id), uuid(1)])),
      ...[1, 1, 1, 2].map((id) => sources.teepodInfo("t1", uuid(id))),
      ...[1, 2, 3].map(() => sources.gatewayHosts("t1")),
    ]);
    const paths = [...teepod.seen, ...gateway.seen].map(({ path }) => path);
    expect(paths.toSorted()).toEqual([
      "/prpc/Admin.Status?json",
      "/prpc/GetInfo?json",
      "/prpc/GetInfo?json",
      "/prpc/Status?json",
    ]);
    const status = teepod.seen.find(({ path }) => path.includes("Status"));
    expect(JSON.parse(status?.body ?? "")).toEqual({ ids: [uuid(1), uuid(2), uuid(3)] });
  });

  it("ask again for who asks while a call is under way", async () => {
    const held = Promise.withResolvers<ServerResponse>();
    const gateway = await upstreamOf(held.resolve, oneHost);
    const sources = sourcesOver({ gateways: new Map([["g1", gateway.url]]) });
    const first = sources.gatewayHosts("t1");
    const response = await held.promise;
    const second = sources.gatewayHosts("t1");
    answering(200, '{"hosts":[]}')(response);
    expect(await first).toMatchObject({ value: { appsByInstanceId: new Map() } });
    expect(await second).toMatchObject({ value: { appsByInstanceId: { size: 1 } } });
  });

  it("let the GetInfo calls that one Status gave rise to end before the next", async () => {
    const held = Promise.withResolvers<ServerResponse>();
    const teepod = await upstreamOf((response, { path }) => {
      if (path.includes("Status")) oneVm(response);
      else held.resolve(response);
    });
    const sources = sourcesOver({ teepods: new Map([["t1", teepod.url]]) }, manualClock());
    const info = sources.teepodInfo("t1", uuid(2));
    const response = await held.promise;
    const state = sources.teepodState("t1", [uuid(1)]);
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    expect(teepod.seen).toHaveLength(1);
    answering(200, '{"found":false}')(response);
    expect(await info).toMatchObject({ kind: "answered" });
    expect(await state).toMatchObject({ kind: "answered" });
  });

  it("ask for each VM once before they ask for one again", async () => {
    const held: ServerResponse[] = [];
    const teepod = await upstreamOf((response) => void held.push(response));
    const sources = sourcesOver({ teepods: new Map([["t1", teepod.url]]) });
    const answers = Promise.all(Array.from({ length: 14 }, (_, id) => sources.teepodInfo("t1", uuid(id))));
    for (const rounds of [1, 2, 3, 4]) {
      await vi.waitFor(() => expect(teepod.seen).toHaveLength(7 * rounds));
      for (const response of held.splice(0)) answering(503, "")(response);
    }
    await answers;
    const vms = teepod.seen.map(({ body }) => body);
    expect([new Set(vms.slice(0, 14)).size, new Set(vms.slice(14)).size]).toEqual([14, 14]);
  });

  it("keep Status moving while GetInfo hangs", async () => {
    const teepod = await upstreamOf((response, { path }) => {
      if (path.includes("Status")) oneVm(response);
    });
    const sources = sourcesOver({ teepods: new Map([["t1", teepod.url]]) });
    const hanging = Array.from({ length: 50 }, (_, id) => sources.teepodInfo("t1", uuid(id)));
    expect(await sources.teepodState("t1", [uuid(1)])).toMatchObject({ kind: "answered" });
    expect(teepod.seen.filter(({ path }) => path.includes("GetInfo")).length).toBeLessThan(8);
    void Promise.all(hanging);
  });
});
