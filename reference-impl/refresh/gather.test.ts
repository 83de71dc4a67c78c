import { describe, expect, it } from "vitest";
import { scriptedSources } from "../testing/scripted-sources.ts";
import { hex40, sampleCvm, uuid } from "../testing/sample-cvm.ts";
import { gather } from "./gather.ts";

const never = new Promise<void>(() => {});

describe("gathering evidence", () => {
  it("asks each node once for all of its CVMs, GetInfo only for those still without, and each node's gateway", async () => {
    const sources = scriptedSources({ t1: { vms: { [uuid(1)]: { state: hex40(1) }, [uuid(2)]: { state: " " } } } });
    const cvms = [sampleCvm(1), sampleCvm(2), sampleCvm(3), sampleCvm(4, { teepod: "t2" })];
    const evidence = await gather(sources, cvms, never);
    expect(sources.calls.toSorted()).toEqual([
      "Admin.Status t1",
      "Admin.Status t2",
      `GetInfo t1 ${uuid(2)}`,
      `GetInfo t1 ${uuid(3)}`,
      `GetInfo t2 ${uuid(4)}`,
      "Status t1 3",
      "Status t2 1",
    ]);
    expect(evidence.get(1)).toMatchObject({ state: { value: { kind: "id" } }, info: null });
    expect(evidence.get(2)).toMatchObject({ state: { value: { kind: "none" } }, info: { value: { kind: "none" } } });
  });

  it("asks teepod and gateway at the same time", async () => {
    const asked: string[] = [];
    const sources = scriptedSources({}, (call) => {
      asked.push(call);
      return never;
    });
    const deadline = Promise.withResolvers<void>();
    const evidence = gather(sources, [sampleCvm(1)], deadline.promise);
    expect(asked.toSorted()).toEqual(["Admin.Status t1", "Status t1 1"]);
    deadline.resolve();
    await evidence;
  });

  it("asks GetInfo of each CVM where Status fails", async () => {
    const sources = scriptedSources({ t1: { vms: { [uuid(1)]: { info: hex40(1) } }, failing: ["Status"] } });
    const evidence = await gather(sources, [sampleCvm(1), sampleCvm(2)], never);
    expect(evidence.get(1)).toMatchObject({ state: { kind: "failed" }, info: { value: { instanceId: hex40(1) } } });
    expect(evidence.get(2)).toMatchObject({ state: { kind: "failed" }, info: { value: { kind: "none" } } });
  });

  it("makes no call for a CVM whose app never has an instance id", async () => {
    const sources = scriptedSources({});
    await gather(sources, [sampleCvm(1, { noInstanceId: true })], never);
    expect(sources.calls).toEqual([]);
  });

  it("lets the deadline take only the CVMs that still wait, and keeps what comes later out", async () => {
    const slow = Promise.withResolvers<void>();
    const sources = scriptedSources(
      { t1: { vms: { [uuid(1)]: { state: hex40(1) } } }, t2: { vms: { [uuid(2)]: { state: hex40(2) } } } },
      (call) => (call.includes("t2") || call.startsWith("GetInfo") ? slow.promise : Promise.resolve()),
    );
    const deadline = Promise.withResolvers<void>();
    const pending = gather(sources, [sampleCvm(1), sampleCvm(2, { teepod: "t2" }), sampleCvm(3)], deadline.promise);
    // Long enough for all that does not wait for `slow`.
    await new Promise(setImmediate);
    deadline.resolve();
    const evidence = await pending;
    slow.resolve();
    await new Promise(setImmediate);
    expect(Array.from(evidence, ([cvmId, { kind }]) => [cvmId, kind])).toEqual([
      [1, "gathered"],
      [2, "late"],
      [3, "late"],
    ]);
  });
});
