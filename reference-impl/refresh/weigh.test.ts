import { describe, expect, it } from "vitest";
import { hex40, sampleCvm } from "../testing/sample-cvm.ts";
import type { Answer, Evidence, GatewayHosts, ReportedId } from "./evidence.ts";
import { weigh } from "./weigh.ts";

const [MINE, OTHER] = [hex40(1), hex40(2)];
const cvm = sampleCvm(1);

const FAILED = { kind: "failed", why: "status 400" } as const;
const NOTHING: Answer<ReportedId> = { kind: "answered", value: { kind: "none" } };
const GARBAGE: Answer<ReportedId> = { kind: "answered", value: { kind: "invalid" } };
const told = (instanceId: string): Answer<ReportedId> => ({ kind: "answered", value: { kind: "id", instanceId } });

type Listed = readonly (readonly [instanceId: string | null, appId: string])[];

const lists = (hosts: Listed, gone: readonly string[] = []): Answer<GatewayHosts> => ({
  kind: "answered",
  value: {
    goneIdsByAppId: new Map(gone.length === 0 ? [] : [[cvm.appId, gone]]),
    appsByInstanceId: new Map(
      hosts.map(([id]) => [id ?? "", new Set(hosts.filter(([other]) => other === id).map(([, appId]) => appId))]),
    ),
    idsByAppId: new Map(
      hosts.map(([, appId]) => [
        appId,
        hosts
          .filter(([, other]) => other === appId)
          .map(([id]) => (id === null ? { kind: "invalid" } : { kind: "id", instanceId: id })),
      ]),
    ),
  },
});

const weighed = (
  state: Answer<ReportedId>,
  info: Answer<ReportedId> | null,
  gateway: Answer<GatewayHosts>,
  held: readonly string[] = [],
) => weigh(cvm, { kind: "gathered", state, info, gateway }, (instanceId) => held.includes(instanceId));

const HOME: Listed = [[MINE, cvm.appId]];

describe("evidence", () => {
  it("of Status comes before that of GetInfo, and that before the gateway's", () => {
    const hosts = lists([[OTHER, cvm.appId]]);
    expect(weighed(told(MINE), told(OTHER), hosts)).toMatchObject({ instanceId: MINE, source: "teepod_state" });
    expect(weighed(NOTHING, told(MINE), hosts)).toMatchObject({ instanceId: MINE, source: "teepod_info" });
    expect(weighed(FAILED, told(MINE), hosts)).toMatchObject({ instanceId: MINE, source: "teepod_info" });
    expect(weighed(NOTHING, NOTHING, hosts)).toMatchObject({ instanceId: OTHER, source: "gateway" });
  });

  it("is verified where the gateway lists the id under the CVM's app", () => {
    expect(weighed(told(MINE), null, lists(HOME))).toMatchObject({ kind: "found", isVerified: true });
    expect(weighed(told(MINE), null, lists([...HOME, [MINE, hex40(99)]]))).toMatchObject({ isVerified: true });
    expect(weighed(NOTHING, NOTHING, lists(HOME))).toMatchObject({ kind: "found", isVerified: true });
  });

  it("is accepted unverified where the gateway does not list the id", () => {
    expect(weighed(told(MINE), null, lists([]))).toEqual({
      kind: "found",
      instanceId: MINE,
      source: "teepod_state",
      isVerified: false,
    });
  });

  it("speaks against an id that is another app's", () => {
    expect(weighed(told(MINE), null, lists([[MINE, hex40(99)]]))).toEqual({
      kind: "registered-elsewhere",
      instanceId: MINE,
      source: "teepod_state",
    });
  });

  it("is worth nothing while the gateway can't be asked, and says where it came from", () => {
    expect(weighed(told(MINE), null, FAILED)).toEqual({ kind: "unverifiable", source: "teepod_state" });
    expect(weighed(NOTHING, told(MINE), FAILED)).toEqual({ kind: "unverifiable", source: "teepod_info" });
    expect(weighed(NOTHING, NOTHING, FAILED)).toEqual({ kind: "unverifiable", source: "none" });
  });

  it("that is no id ends the search", () => {
    expect(weighed(GARBAGE, told(MINE), lists(HOME))).toEqual({ kind: "invalid-id", source: "teepod_state" });
    expect(weighed(NOTHING, GARBAGE, lists(HOME))).toEqual({ kind: "invalid-id", source: "teepod_info" });
    expect(weighed(NOTHING, NOTHING, lists([[null, cvm.appId]]))).toEqual({ kind: "invalid-id", source: "gateway" });
  });

  it("of the gateway counts only with exactly one host that no other CVM holds", () => {
    const two: Listed = [
      [MINE, cvm.appId],
      [OTHER, cvm.appId],
    ];
    expect(weighed(NOTHING, NOTHING, lists(two))).toEqual({ kind: "several-gateway-instances" });
    expect(weighed(NOTHING, NOTHING, lists(two), [OTHER])).toMatchObject({ kind: "found", instanceId: MINE });
    expect(weighed(NOTHING, NOTHING, lists(two), [MINE, OTHER])).toEqual({ kind: "nothing" });
    expect(weighed(NOTHING, NOTHING, lists([...HOME, [null, cvm.appId]]))).toEqual({
      kind: "several-gateway-instances",
    });
    expect(weighed(NOTHING, NOTHING, lists([[MINE, hex40(99)]]))).toEqual({ kind: "nothing" });
  });

  it("is a fault of the teepod where both of its calls failed and the gateway gave nothing", () => {
    expect(weighed(FAILED, FAILED, lists([]))).toEqual({ kind: "teepod-failed" });
    expect(weighed(FAILED, FAILED, FAILED)).toEqual({ kind: "teepod-failed" });
    expect(weighed(FAILED, FAILED, lists(HOME))).toMatchObject({ kind: "found", source: "gateway" });
    expect(weighed(FAILED, NOTHING, lists([]))).toEqual({ kind: "nothing" });
    expect(weighed(NOTHING, FAILED, lists([]))).toEqual({ kind: "nothing" });
  });

  it("of a host that is gone is none, neither a candidate nor a verification", () => {
    expect(weighed(NOTHING, NOTHING, lists([], [MINE]))).toEqual({ kind: "only-gone-hosts" });
    expect(weighed(told(MINE), null, lists([], [MINE]))).toMatchObject({ kind: "found", isVerified: false });
    expect(weighed(NOTHING, NOTHING, lists(HOME, [OTHER]))).toMatchObject({ kind: "found", instanceId: MINE });
    expect(weighed(FAILED, FAILED, lists([], [MINE]))).toEqual({ kind: "teepod-failed" });
  });

  it("of a gone host that is another CVM's is not spoken of", () => {
    expect(weighed(NOTHING, NOTHING, lists([], [MINE]), [MINE])).toEqual({ kind: "nothing" });
  });

  it("that came too late is none, and an app without instance ids needs none", () => {
    const late: Evidence = { kind: "late" };
    expect(weigh(cvm, late, () => false)).toEqual({ kind: "late" });
    expect(weigh(sampleCvm(1, { noInstanceId: true }), late, () => false)).toEqual({ kind: "never-has-one" });
  });
});
