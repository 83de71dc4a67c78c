import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../clock.ts";
import type { SimulatedWorld, UpstreamFault } from "../fleet/fleet.ts";
import { openSources, type NodeAddress, type OpenSources, type UpstreamFailure } from "../sources/open-sources.ts";
import { hex40, uuid } from "../testing/sample-cvm.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { simulateInProcess } from "./simulate-in-process.ts";
import type { Simulator } from "./simulator.ts";
import { startSimulator } from "./start-simulator.ts";

const vm = (n: number, infoInstanceId: string) => ({
  vmUuid: uuid(n),
  name: `vm-${n}`,
  appId: hex40(0xa),
  status: "running",
  stateInstanceId: n === 1 ? hex40(1) : "",
  infoInstanceId,
});

const world = (fault?: UpstreamFault): SimulatedWorld => {
  const faults = fault === undefined ? {} : { Status: fault, GetInfo: fault, "Admin.Status": fault };
  return {
    teepods: [{ name: "t1", vms: [vm(1, hex40(1)), vm(2, hex40(2))], faults }],
    gateways: [{ name: "g1", hosts: [{ instanceId: hex40(1), appId: hex40(0xa), handshakeAgoSeconds: 5 }], faults }],
  };
};

const open: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const NOW_MS = 1_800_000_000_000;

const sourcesOver = ({ teepods, gateways }: Simulator<NodeAddress>, failures: UpstreamFailure[]): OpenSources => {
  const sources = openSources(
    {
      teepods,
      gateways,
      placements: [{ teepod: "t1", gateway: "g1" }],
      credentials: new Map([["t1", { kind: "bearer", token: "pod" }]]),
      ca: null,
      gatewayFreshMs: 600_000,
    },
    { ...systemClock, nowMs: () => NOW_MS },
    (failure) => failures.push(failure),
  );
  open.unshift(sources);
  return sources;
};

/** All that a reference may learn from the upstreams, and what it is told to have failed. */
const learnt = async (simulator: Simulator<NodeAddress>) => {
  const failures: UpstreamFailure[] = [];
  const sources = sourcesOver(simulator, failures);
  const answers = [
    await sources.teepodState("t1", [uuid(1), uuid(2), uuid(3)]),
    await sources.teepodInfo("t1", uuid(2)),
    await sources.teepodInfo("t1", uuid(3)),
    await sources.gatewayHosts("t1"),
  ];
  const counts = [simulator.callCount("t1", "Status"), simulator.callCount("t1", "GetInfo")];
  return { answers, failures, counts };
};

describe("upstreams in the same process", () => {
  it.each<[string, UpstreamFault | undefined]>([
    ["are well", undefined],
    ["are a little slow", { kind: "delay", delayMs: 20 }],
    ["drop connections", { kind: "drop" }],
    ["refuse", { kind: "bad-request" }],
    ["give garbage", { kind: "garbage" }],
    ["give another shape", { kind: "wrong-shape" }],
    ["are stale", { kind: "stale" }],
  ])("tell what those behind connections tell where they %s", async (_, fault) => {
    const options = { nowMs: () => NOW_MS };
    const listening = await startSimulator(world(fault), options);
    open.push(listening);
    const overHttp = await learnt(listening);
    expect(await learnt(simulateInProcess(world(fault), options))).toEqual(overHttp);
    expect(overHttp.failures.length > 0).toBe(fault !== undefined && !["delay", "stale"].includes(fault.kind));
  });

  it("are given up, twice, where they take too long", async () => {
    const clock = manualClock();
    const { teepods, gateways, callCount } = simulateInProcess(world({ kind: "delay", delayMs: 60_000 }));
    const placements = [{ teepod: "t1", gateway: "g1" }];
    const rest = { placements, credentials: new Map(), ca: null, gatewayFreshMs: 600_000 };
    const sources = openSources({ teepods, gateways, ...rest }, clock);
    open.unshift(sources);
    const asked = sources.gatewayHosts("t1");
    for (const calls of [1, 2]) {
      while (callCount("g1", "Admin.Status") < calls) await new Promise(setImmediate);
      clock.advance(2_000);
    }
    expect(await asked).toEqual({ kind: "failed", why: "no answer within 2000 ms" });
  });

  it("are put out of order, looked into and replaced while they answer, as the others are", async () => {
    const simulator = simulateInProcess(world());
    simulator.setFault("t1", "GetInfo", { kind: "bad-request" });
    expect((await learnt(simulator)).answers[1]).toEqual({ kind: "failed", why: "status 400: Simulated fault" });
    simulator.setFault("t1", "GetInfo", null);
    simulator.replaceWorld({ ...world(), teepods: [{ name: "t1", vms: [vm(2, hex40(9))], faults: {} }] });
    expect((await learnt(simulator)).answers[1]).toEqual({
      kind: "answered",
      value: { kind: "id", instanceId: hex40(9) },
    });
    expect(() => simulator.setFault("t2", "GetInfo", null)).toThrow(/no node "t2".*teepod "t1"/);
  });
});
