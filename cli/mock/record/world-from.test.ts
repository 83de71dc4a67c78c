import { describe, expect, it } from "vitest";
import { answerFromWorld, indexOf, toRefreshOptions } from "../../../mock/index.ts";
import { worldFrom } from "./world-from.ts";

const OLD = "6def33666d7864ffc79befb0575aaf023faaebf7";
const NEW = "8d719bc82013c3fe2f246d7f86fc2104b2666728";
const UUID = "96A74C95-3C59-4454-BD13-4EAF897413A3";

const item = (members: object) => ({
  cvm_id: 7,
  identifier: "web",
  status: "updated",
  old_instance_id: null,
  new_instance_id: NEW,
  source: "teepod_state",
  verified_with_gateway: true,
  reason: null,
  ...members,
});

const skipped = { status: "skipped", new_instance_id: null, source: "none", verified_with_gateway: false };

const cvmsOf = (request: object, ...items: readonly object[]) => {
  const reading = worldFrom(request, { total: items.length, items });
  if (reading.kind === "none") throw new Error(reading.why);
  return reading.cvms;
};

const played = (cvms: ReturnType<typeof cvmsOf>, request: object) =>
  answerFromWorld({ cvms, find: indexOf(cvms) }, toRefreshOptions(request)).items;

describe("a world out of an answer", () => {
  it.each([
    ["one that is not running", {}, { ...skipped, reason: "not_running" }],
    ["one that has its id", {}, { ...skipped, old_instance_id: OLD, reason: "already_has_instance_id" }],
    [
      "a conflict",
      { missing_only: false },
      { status: "conflict", old_instance_id: OLD, reason: "instance_id_differs" },
    ],
    ["an overwritten one", { missing_only: false, overwrite: true }, { old_instance_id: OLD }],
    ["a failure", {}, { ...skipped, status: "error", reason: "teepod_rpc_failed" }],
  ])("answers the same request as the server did: %s", (_, options, members) => {
    const request = { ...options, cvm_ids: ["web"] };
    expect(played(cvmsOf(request, item(members)), request)).toEqual([item(members)]);
  });

  it("does not overwrite without leave", () => {
    const cvms = cvmsOf({ missing_only: false, overwrite: true, cvm_ids: ["web"] }, item({ old_instance_id: OLD }));
    const conflict = { status: "conflict", old_instance_id: OLD, new_instance_id: NEW, reason: "instance_id_differs" };
    expect(played(cvms, { missing_only: false })).toMatchObject([conflict]);
  });

  it.each([
    [UUID, { vm_uuid: UUID.toLowerCase() }],
    [UUID.replaceAll("-", ""), { vm_uuid: UUID.toLowerCase() }],
    [`app_${OLD}`, { app_id: OLD }],
    ["my web", { name: "my web" }],
    ["7", { cvm_id: 7, name: "cvm-7" }],
  ])("has a CVM by what named it: %j", (identifier, expected) => {
    expect(cvmsOf({ cvm_ids: [identifier] }, item({ identifier }))).toMatchObject([expected]);
  });

  it("says what it lacks", () => {
    const answer = {
      total: 9,
      items: [item({}), { ...item(skipped), cvm_id: 0, identifier: "no", reason: "not_found" }],
    };
    expect(worldFrom({}, answer)).toMatchObject({
      cvms: [{ cvm_id: 7 }],
      notes: [
        expect.stringContaining("1 of its identifiers"),
        "its total is 9: the mock has the CVMs that it told of alone",
      ],
    });
  });

  it("is none where the mock would answer otherwise", () => {
    // A filter that did not hold.
    expect(worldFrom({}, { total: 1, items: [item({ old_instance_id: OLD })] })).toMatchObject({ kind: "none" });
  });
});
