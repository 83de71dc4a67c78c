import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hex40 } from "../testing/sample-cvm.ts";
import { readAdminStatus } from "./gateway-messages.ts";

const [APP, OTHER] = [hex40(0xa), hex40(0xb)];

const hostsOf = (hosts: unknown) => {
  const answer = readAdminStatus({ hosts });
  if (answer.kind === "failed") return answer;
  return { apps: answer.value.appsByInstanceId, ids: answer.value.idsByAppId };
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
    });
  });

  it("is not spoiled by entries that are no hosts", () => {
    const hosts = [null, 7, {}, { instance_id: hex40(2), app_id: 7 }, { instance_id: hex40(1), app_id: APP }];
    expect(hostsOf(hosts)).toMatchObject({ apps: new Map([[hex40(1), new Set([APP])]]) });
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
