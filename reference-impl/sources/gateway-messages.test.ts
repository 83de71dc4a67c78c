import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { hex40 } from "../testing/sample-cvm.ts";
import { hostsAt } from "./alive-hosts.ts";
import { readAdminStatus } from "./gateway-messages.ts";

const [APP, OTHER] = [hex40(0xa), hex40(0xb)];

const NOW_SECONDS = 1_800_000_000;
const FRESH_SECONDS = 1_800;
const MOMENT = { nowMs: NOW_SECONDS * 1_000, freshMs: FRESH_SECONDS * 1_000 };

/** Hosts that are alive unless they say otherwise. */
const hostsOf = (hosts: readonly unknown[]) => {
  const alive = hosts.map((host) => (isObject(host) ? { latest_handshake: NOW_SECONDS, ...host } : host));
  const answer = readAdminStatus({ hosts: alive });
  if (answer.kind === "failed") return answer;
  const { appsByInstanceId, idsByAppId, goneIdsByAppId } = hostsAt(answer.value, MOMENT);
  return { apps: appsByInstanceId, ids: idsByAppId, gone: goneIdsByAppId };
};

describe("Admin.Status", () => {
  it("is read both ways: the apps of an id, and the ids of an app", () => {
    const hosts = [
      { instance_id: hex40(1), app_id: APP.toUpperCase() },
      { instance_id: ` ${hex40(0xc).toUpperCase()}`, app_id: APP },
      { instance_id: hex40(1), app_id: OTHER },
    ];
    expect(hostsOf(hosts)).toEqual({
      apps: new Map([
        [hex40(1), new Set([APP, OTHER])],
        [hex40(0xc), new Set([APP])],
      ]),
      ids: new Map([
        [APP, [hex40(1), hex40(0xc)].map((instanceId) => ({ kind: "id", instanceId }))],
        [OTHER, [{ kind: "id", instanceId: hex40(1) }]],
      ]),
      gone: new Map(),
    });
  });

  it("counts a host that is listed twice once, and one without an id not at all", () => {
    const host = { instance_id: hex40(1), app_id: APP };
    expect(hostsOf([host, host, { ...host, instance_id: "" }, { app_id: APP }])).toMatchObject({
      ids: new Map([[APP, [{ kind: "id", instanceId: hex40(1) }]]]),
    });
  });

  it("keeps a host whose id is no id, because it is a host all the same", () => {
    expect(hostsOf([{ instance_id: "junk", app_id: APP }])).toEqual({
      apps: new Map(),
      ids: new Map([[APP, [{ kind: "invalid" }]]]),
      gone: new Map(),
    });
  });

  it("is not spoiled by entries that are no hosts", () => {
    const hosts = [null, 7, {}, { instance_id: hex40(2), app_id: 7 }, { instance_id: hex40(1), app_id: APP }];
    expect(hostsOf(hosts)).toMatchObject({ apps: new Map([[hex40(1), new Set([APP])]]) });
  });

  it.each<[string, unknown]>([
    ["just now", NOW_SECONDS],
    ["as long ago as is allowed", NOW_SECONDS - FRESH_SECONDS],
    ["by a clock that is ahead of ours", NOW_SECONDS + 90],
    ["just now, in digits, as protobuf's own JSON has it", String(NOW_SECONDS)],
  ])("counts a host that shook hands %s", (_, latest_handshake) => {
    expect(hostsOf([{ instance_id: hex40(1), app_id: APP, latest_handshake }])).toMatchObject({
      apps: new Map([[hex40(1), new Set([APP])]]),
      gone: new Map(),
    });
  });

  it.each<[string, unknown]>([
    ["never", 0],
    ["nobody says when", undefined],
    ["at no time that there is", null],
    ["longer ago than is allowed", NOW_SECONDS - FRESH_SECONDS - 1],
    ["hours ago", NOW_SECONDS - 7_200],
    ["before there were clocks", -1],
    ["in words", "yesterday"],
  ])("has a host that shook hands %s as one that is gone", (_, latest_handshake) => {
    expect(hostsOf([{ instance_id: hex40(1), app_id: APP, latest_handshake }])).toEqual({
      apps: new Map(),
      ids: new Map(),
      gone: new Map([[APP, [hex40(1)]]]),
    });
  });

  it("counts a host that is listed twice, once alive and once gone, as alive alone", () => {
    const host = { instance_id: hex40(1), app_id: APP };
    for (const hosts of [
      [host, { ...host, latest_handshake: 0 }],
      [{ ...host, latest_handshake: 0 }, host],
    ])
      expect(hostsOf(hosts)).toMatchObject({
        ids: new Map([[APP, [{ kind: "id", instanceId: hex40(1) }]]]),
        gone: new Map(),
      });
  });

  it("knows nothing of a host that is gone and has no id", () => {
    expect(hostsOf([{ instance_id: "junk", app_id: APP, latest_handshake: 0 }])).toEqual({
      apps: new Map(),
      ids: new Map(),
      gone: new Map(),
    });
  });

  it.each([null, [], {}, { hosts: null }, { hosts: {} }])("of another shape is a fault: %j", (json) => {
    expect(readAdminStatus(json)).toMatchObject({ kind: "failed" });
  });

  it("never makes reading throw", () => {
    const host = fc.record({ instance_id: fc.jsonValue(), app_id: fc.jsonValue() });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ hosts: fc.array(host) })), (json) => {
        expect(["answered", "failed"]).toContain(readAdminStatus(json).kind);
      }),
    );
  });
});
