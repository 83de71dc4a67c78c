import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { type Clock, systemClock } from "../clock.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { hex40, uuid } from "../testing/sample-cvm.ts";
import { answering, type ScriptedUpstream, type SeenRequest, scriptedUpstream } from "../testing/scripted-upstream.ts";
import { type OpenSources, openSources, type Upstreams } from "./open-sources.ts";

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

const sourcesOver = (upstreams: Partial<Upstreams>, clock: Clock = systemClock): OpenSources => {
  const sources = openSources(
    {
      teepodUrls: new Map(),
      gatewayUrls: new Map(),
      placements: [{ teepod: "t1", gateway: "g1" }],
      teepodToken: null,
      gatewayToken: null,
      gatewayFreshMs: FRESH_MS,
      ...upstreams,
    },
    clock,
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
      teepodUrls: new Map([["t1", `${teepod.url}/below/`]]),
      gatewayUrls: new Map([["g1", gateway.url]]),
      teepodToken: "pod",
      gatewayToken: "gate",
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
      { path: "/prpc/Admin.Status?json", headers: { authorization: "Bearer gate" }, body: "{}" },
    ]);
    expect(JSON.parse(teepod.seen[0]?.body ?? "")).toEqual({ ids: [uuid(1), uuid(2)] });
  });

  it("have a host that has long been listed without a handshake as one that is gone, whenever that comes about", async () => {
    const clock = manualClock(1_800_000_000_000);
    const gateway = await upstreamOf(listing(1_800_000_000));
    const sources = sourcesOver({ gatewayUrls: new Map([["g1", gateway.url]]) }, clock);
    const alive = { appsByInstanceId: { size: 1 }, goneIdsByAppId: { size: 0 } };
    expect(await sources.gatewayHosts("t1")).toMatchObject({ value: alive });
    clock.advance(FRESH_MS);
    expect(await sources.gatewayHosts("t1")).toMatchObject({ value: alive });
    clock.advance(1_000);
    expect(await sources.gatewayHosts("t1")).toMatchObject({
      value: { appsByInstanceId: { size: 0 }, goneIdsByAppId: new Map([[hex40(2), [hex40(1)]]]) },
    });
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
      teepodUrls: new Map([["t1", teepod.url]]),
      gatewayUrls: new Map([["g1", gateway.url]]),
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
    const sources = sourcesOver({ gatewayUrls: new Map([["g1", gateway.url]]) });
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
    const sources = sourcesOver({ teepodUrls: new Map([["t1", teepod.url]]) }, manualClock());
    const info = sources.teepodInfo("t1", uuid(2));
    const response = await held.promise;
    const state = sources.teepodState("t1", [uuid(1)]);
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    expect(teepod.seen).toHaveLength(1);
    answering(200, '{"found":false}')(response);
    expect(await info).toMatchObject({ kind: "answered" });
    expect(await state).toMatchObject({ kind: "answered" });
  });

  it("keep Status moving while GetInfo hangs", async () => {
    const teepod = await upstreamOf((response, { path }) => {
      if (path.includes("Status")) oneVm(response);
    });
    const sources = sourcesOver({ teepodUrls: new Map([["t1", teepod.url]]) });
    const hanging = Array.from({ length: 50 }, (_, id) => sources.teepodInfo("t1", uuid(id)));
    expect(await sources.teepodState("t1", [uuid(1)])).toMatchObject({ kind: "answered" });
    expect(teepod.seen.filter(({ path }) => path.includes("GetInfo")).length).toBeLessThan(8);
    void Promise.all(hanging);
  });
});
