import { describe, expect, it } from "vitest";
import type { Cvm } from "../fleet/fleet.ts";
import { createMemoryStore } from "../stores/memory-store.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { hex40, sampleCvm, uuid } from "../testing/sample-cvm.ts";
import { type Script, scriptedSources } from "../testing/scripted-sources.ts";
import { decide } from "./decide.ts";
import { gather } from "./gather.ts";
import { persist } from "./persist.ts";
import { type RefreshContext, refreshInstanceIds } from "./refresh-instance-ids.ts";
import type { RefreshOptions } from "./refresh-options.ts";
import { select } from "./select.ts";
import { weigh } from "./weigh.ts";

const MEMBER = { name: "member", workspaceId: "home", isAdmin: false };
const APP = hex40(0xabc);

const optionsOf = (options: Partial<RefreshOptions>): RefreshOptions => ({
  cvmIds: null,
  runningOnly: true,
  missingOnly: true,
  overwrite: false,
  limit: 100,
  dryRun: false,
  ...options,
});

const contextOf = (cvms: readonly Cvm[], script: Script) => ({
  store: createMemoryStore(cvms),
  sources: scriptedSources({ t1: script }),
  clock: manualClock(),
  steps: { select, gather, weigh, decide, persist },
  deadlineMs: 25_000,
});

const refreshed = async (context: RefreshContext, options: Partial<RefreshOptions> = {}) => {
  const { items } = await refreshInstanceIds(context, MEMBER, optionsOf(options));
  return items.map(({ cvmId, status, reason }) => `${cvmId} ${status} ${reason}`);
};

describe("a refresh", () => {
  it("gives an id to the first CVM of the batch that finds it, dry and wet alike", async () => {
    const script = { vms: { [uuid(1)]: { state: hex40(9) }, [uuid(2)]: { state: hex40(9) } } };
    const context = contextOf([sampleCvm(1), sampleCvm(2)], script);
    const expected = ["1 updated null", "2 conflict instance_id_in_use"];
    expect(await refreshed(context, { dryRun: true })).toEqual(expected);
    expect(await refreshed(context)).toEqual(expected);
    expect((await context.store.snapshot()).map(({ instanceId }) => instanceId)).toEqual([hex40(9), null]);
  });

  it("takes an id that a CVM of the batch gives up for held until the batch is over", async () => {
    const script = { vms: { [uuid(1)]: { state: hex40(8) }, [uuid(2)]: { state: hex40(9) } } };
    const context = contextOf([sampleCvm(1, { instanceId: hex40(9) }), sampleCvm(2)], script);
    const options = { missingOnly: false, overwrite: true };
    expect(await refreshed(context, options)).toEqual(["1 updated null", "2 conflict instance_id_in_use"]);
    expect(await refreshed(context, options)).toEqual(["1 unchanged already_synced", "2 updated null"]);
  });

  it("counts a gateway host as free by what the store holds, not by what the batch claims", async () => {
    const script = {
      vms: { [uuid(1)]: { state: hex40(1) } },
      hosts: [1, 2].map((id) => ({ instance_id: hex40(id), app_id: APP })),
    };
    const context = contextOf([sampleCvm(1, { appId: APP }), sampleCvm(2, { appId: APP })], script);
    const expected = ["1 updated null", "2 skipped ambiguous_gateway_instances"];
    expect(await refreshed(context, { dryRun: true })).toEqual(expected);
    expect(await refreshed(context, { dryRun: true, cvmIds: ["2", "1"] })).toEqual(expected.toReversed());
    expect(await refreshed(context)).toEqual(expected);
    expect(await refreshed(context)).toEqual(["2 updated null"]);
  });

  it("knows ids that are held in other workspaces", async () => {
    const script = { vms: { [uuid(1)]: { state: hex40(9) } } };
    const held = sampleCvm(2, { workspaceId: "away", instanceId: hex40(9) });
    expect(await refreshed(contextOf([sampleCvm(1), held], script))).toEqual(["1 conflict instance_id_in_use"]);
  });

  it("leaves nothing behind after a dry run, neither a stamp nor an alarm", async () => {
    const context = contextOf([sampleCvm(1)], { vms: { [uuid(1)]: { state: hex40(1) } } });
    const before = await context.store.snapshot();
    await refreshed(context, { dryRun: true });
    expect(await context.store.snapshot()).toEqual(before);
    expect(context.clock.sleepers()).toBe(0);
  });

  it("reaches every CVM by small steps, whatever can't be resolved", async () => {
    const context = contextOf(
      [1, 2, 3].map((id) => sampleCvm(id)),
      { vms: { [uuid(3)]: { state: hex40(3) } } },
    );
    expect(await refreshed(context, { limit: 2 })).toEqual([
      "1 skipped instance_id_not_found",
      "2 skipped instance_id_not_found",
    ]);
    expect(await refreshed(context, { limit: 2, dryRun: true })).toEqual(await refreshed(context, { limit: 2 }));
    expect((await context.store.snapshot())[2]?.instanceId).toBe(hex40(3));
  });

  it("answers in time for what is late, and for the rest as ever", async () => {
    const clock = manualClock();
    const sources = scriptedSources({ t1: { vms: { [uuid(1)]: { state: hex40(1) } } } }, (call) =>
      call.includes("t2") ? new Promise(() => {}) : Promise.resolve(),
    );
    const cvms = [sampleCvm(1), sampleCvm(2, { teepod: "t2" })];
    const pending = refreshed({ ...contextOf(cvms, {}), sources, clock });
    await new Promise(setImmediate);
    clock.advance(24_999);
    await new Promise(setImmediate);
    clock.advance(1);
    expect(await pending).toEqual(["1 updated null", "2 error deadline_exceeded"]);
    expect(clock.sleepers()).toBe(0);
  });

  it("keeps the entries in order, those left alone among those processed", async () => {
    const cvms = [sampleCvm(1), sampleCvm(2, { status: "stopped", instanceId: hex40(2) }), sampleCvm(3)];
    const context = contextOf(cvms, { vms: { [uuid(1)]: { state: hex40(1) } } });
    const { total, items } = await refreshInstanceIds(
      context,
      MEMBER,
      optionsOf({ cvmIds: ["3", "nobody", "2", "1", "4"], limit: 4 }),
    );
    expect(total).toBe(5);
    expect(items).toMatchObject([
      { cvmId: 3, identifier: "3", reason: "instance_id_not_found" },
      { cvmId: 0, identifier: "nobody", status: "skipped", reason: "not_found" },
      { cvmId: 2, identifier: "2", status: "skipped", oldInstanceId: hex40(2), newInstanceId: null, source: "none" },
      { cvmId: 1, identifier: "1", status: "updated" },
    ]);
  });
});
