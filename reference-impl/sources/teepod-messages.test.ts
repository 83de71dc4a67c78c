import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hex40, uuid } from "../testing/sample-cvm.ts";
import { getInfoBody, readGetInfo, readStatus, statusBody } from "./teepod-messages.ts";

const told = { kind: "id", instanceId: hex40(1) };

describe("Status", () => {
  it("is asked for each VM once", () => {
    expect(JSON.parse(statusBody([uuid(1), uuid(2), uuid(1)]))).toEqual({ ids: [uuid(1), uuid(2)] });
  });

  it("tells the id of each VM, by its UUID in lower case", () => {
    const vms = [
      { id: uuid(0xa).toUpperCase(), instance_id: hex40(1) },
      { id: uuid(2), instance_id: null },
      { id: uuid(3) },
      { id: uuid(4), instance_id: "junk" },
    ];
    expect(readStatus({ vms })).toEqual({
      kind: "answered",
      value: new Map<string, unknown>([
        [uuid(0xa), told],
        [uuid(2), { kind: "none" }],
        [uuid(3), { kind: "none" }],
        [uuid(4), { kind: "invalid" }],
      ]),
    });
  });

  it("is not spoiled by entries that are no VMs", () => {
    const vms = [null, 7, [], {}, { id: 7 }, { id: uuid(1), instance_id: hex40(1) }];
    expect(readStatus({ vms })).toEqual({ kind: "answered", value: new Map([[uuid(1), told]]) });
  });

  it("counts the first of two entries for one VM", () => {
    const vms = [hex40(1), hex40(2)].map((instance_id) => ({ id: uuid(1), instance_id }));
    expect(readStatus({ vms })).toEqual({ kind: "answered", value: new Map([[uuid(1), told]]) });
  });

  it.each([null, [], "vms", {}, { vms: {} }, { vms: null }])("of another shape is a fault: %j", (json) => {
    expect(readStatus(json)).toMatchObject({ kind: "failed" });
  });
});

describe("GetInfo", () => {
  it("is asked for one VM", () => {
    expect(JSON.parse(getInfoBody(uuid(1)))).toEqual({ id: uuid(1) });
  });

  it("tells the VM's id", () => {
    const json = { found: true, info: { id: uuid(0xa).toUpperCase(), instance_id: hex40(1) } };
    expect(readGetInfo(json, uuid(0xa))).toEqual({ kind: "answered", value: told });
  });

  it("tells none of a VM that the node does not know", () => {
    expect(readGetInfo({ found: false, info: null }, uuid(1))).toEqual({ kind: "answered", value: { kind: "none" } });
  });

  it("of another VM is a fault", () => {
    const json = { found: true, info: { id: uuid(2), instance_id: hex40(2) } };
    expect(readGetInfo(json, uuid(1))).toMatchObject({ kind: "failed" });
  });

  it.each([
    null,
    {},
    { found: "yes" },
    { found: true },
    { found: true, info: null },
    { info: { instance_id: hex40(1) } },
  ])("of another shape is a fault: %j", (json) => {
    expect(readGetInfo(json, uuid(1))).toMatchObject({ kind: "failed" });
  });
});

it("whatever comes as JSON, reading it throws nothing", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      for (const read of [readStatus, (value: unknown) => readGetInfo(value, uuid(1))])
        expect(["answered", "failed"]).toContain(read(json).kind);
    }),
  );
});
