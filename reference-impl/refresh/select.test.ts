import { describe, expect, it } from "vitest";
import type { Cvm } from "../fleet/fleet.ts";
import { createMemoryStore } from "../stores/memory-store.ts";
import { hex40, sampleCvm, uuid } from "../testing/sample-cvm.ts";
import type { RefreshOptions } from "./refresh-options.ts";
import { type SelectedEntry, select } from "./select.ts";

const APP = hex40(0xabc);
const CVMS: readonly Cvm[] = [
  sampleCvm(1, { name: "web" }),
  sampleCvm(2, { status: "stopped", instanceId: hex40(2) }),
  sampleCvm(3, { instanceId: hex40(3) }),
  sampleCvm(4, { appId: APP, name: "twin" }),
  sampleCvm(5, { appId: APP, name: "twin", lastAttemptAtMs: 5 }),
  sampleCvm(6, { workspaceId: "away", name: "web" }),
  sampleCvm(7, { workspaceId: "away", name: "abroad", instanceId: hex40(7) }),
];
const MEMBER = { name: "member", workspaceId: "home", isAdmin: false };
const ADMIN = { name: "admin", workspaceId: "home", isAdmin: true };

const DEFAULTS: RefreshOptions = {
  cvmIds: null,
  runningOnly: true,
  missingOnly: true,
  overwrite: false,
  limit: 100,
  dryRun: false,
};

const told = (entry: SelectedEntry): string => {
  const cvm = entry.kind === "unresolved" ? "-" : entry.cvm.cvmId;
  const reason = entry.kind === "processed" ? "" : ` ${entry.reason}`;
  return `${entry.identifier}: ${cvm}${reason}`;
};

const selected = async (options: Partial<RefreshOptions>, caller = MEMBER) => {
  const { total, entries } = await select(createMemoryStore(CVMS), caller, { ...DEFAULTS, ...options });
  return { total, entries: entries.map(told) };
};

const named = (cvmIds: readonly string[], options: Partial<RefreshOptions> = {}, caller = MEMBER) =>
  selected({ cvmIds, ...options }, caller);

describe("a scan", () => {
  it("takes the workspace's CVMs that pass the filters, least recently attempted first, and echoes their UUIDs", async () => {
    expect(await selected({})).toEqual({ total: 3, entries: [1, 4, 5].map((id) => `${uuid(id)}: ${id}`) });
    expect((await selected({ missingOnly: false })).total).toBe(4);
    expect((await selected({ runningOnly: false, missingOnly: false })).total).toBe(5);
  });

  it("counts all but gives no more than the limit", async () => {
    expect(await selected({ limit: 2 })).toEqual({ total: 3, entries: [1, 4].map((id) => `${uuid(id)}: ${id}`) });
  });

  it("of an admin covers the admin's own workspace only", async () => {
    expect(await selected({}, ADMIN)).toEqual(await selected({}));
  });
});

describe("a list", () => {
  it("takes each form of identifier", async () => {
    const forms = ["1", uuid(1), uuid(1).replaceAll("-", ""), "web", `app_${sampleCvm(1).appId}`, sampleCvm(1).appId];
    for (const form of forms) expect(await named([form])).toEqual({ total: 1, entries: [`${form}: 1`] });
    expect(await named([`instance_${hex40(3)}`], { missingOnly: false })).toEqual({
      total: 1,
      entries: [`instance_${hex40(3)}: 3`],
    });
  });

  it("keeps the caller's order and takes each CVM once, however it is named", async () => {
    expect(await named(["5", "web", "1", "5", uuid(1), "4"])).toEqual({
      total: 3,
      entries: ["5: 5", "web: 1", "4: 4"],
    });
  });

  it("answers for CVMs that a filter excludes", async () => {
    expect((await named(["2", "3"])).entries).toEqual(["2: 2 not_running", "3: 3 already_has_instance_id"]);
    expect((await named(["2", "3"], { runningOnly: false, missingOnly: false })).entries).toEqual(["2: 2", "3: 3"]);
  });

  it("answers for strings that name none, or several, and counts each string once", async () => {
    expect(await named(["nobody", "", "twin", APP, "nobody", ""])).toEqual({
      total: 4,
      entries: [
        "nobody: - not_found",
        ": - invalid_identifier",
        "twin: - ambiguous_identifier",
        `${APP}: - ambiguous_identifier`,
      ],
    });
  });

  it("cuts at the limit after counting", async () => {
    expect(await named(["nobody", "1", "4"], { limit: 2 })).toEqual({
      total: 3,
      entries: ["nobody: - not_found", "1: 1"],
    });
  });

  it("that is empty selects nothing", async () => {
    expect(await named([])).toEqual({ total: 0, entries: [] });
  });

  it("of a member takes other workspaces' CVMs for unknown", async () => {
    const strangers = ["6", "7", uuid(6), "abroad", `instance_${hex40(7)}`, sampleCvm(6).appId];
    const { entries } = await named(strangers, { missingOnly: false });
    expect(entries).toEqual(strangers.map((identifier) => `${identifier}: - not_found`));
    expect((await named(["web"])).entries).toEqual(["web: 1"]);
  });

  it("of an admin reaches every workspace", async () => {
    expect((await named(["6", "abroad"], { missingOnly: false }, ADMIN)).entries).toEqual(["6: 6", "abroad: 7"]);
    expect((await named(["web"], {}, ADMIN)).entries).toEqual(["web: - ambiguous_identifier"]);
  });
});
