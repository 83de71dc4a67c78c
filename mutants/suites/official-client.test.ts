import { createBaseClient, refreshCvmInstanceIds } from "@phala/cloud";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServerProcess, startServerCommand } from "./command-process.ts";

let server: ServerProcess;
const clientWith = (apiKey: string) => createBaseClient({ apiKey, baseURL: `${server.url.origin}/api/v1` });

beforeAll(async () => {
  server = await startServerCommand(["serve", "--store", "memory", "--fleet", "small"]);
});
afterAll(() => server.stop("SIGTERM"));

describe("the official client against serve", () => {
  it("scans, previews, writes, and finds nothing left to write", async () => {
    const client = clientWith("demo-member-key");
    const preview = await refreshCvmInstanceIds(client, { dry_run: true, limit: 500 });
    expect(preview.updated).toBeGreaterThan(0);
    expect(preview.items).toHaveLength(preview.scanned);
    const again = await refreshCvmInstanceIds(client, { dry_run: true, limit: 500 });
    expect(again).toEqual(preview);
    const wet = await refreshCvmInstanceIds(client, { limit: 500 });
    expect(wet).toEqual(preview);
    const after = await refreshCvmInstanceIds(client, { limit: 500 });
    expect(after.updated).toBe(0);
  });

  it("replaces a differing id only with overwrite", async () => {
    const client = clientWith("demo-other-key");
    const all = { missing_only: false, running_only: false, limit: 500 };
    const before = await refreshCvmInstanceIds(client, { ...all, dry_run: true });
    const conflict = before.items.find((item) => item.status === "conflict" && item.reason === "instance_id_differs");
    if (conflict === undefined) throw new Error("The small fleet has no conflict in the other workspace.");
    const named = { ...all, cvm_ids: [String(conflict.cvm_id)] };
    const without = await refreshCvmInstanceIds(client, named);
    expect(without.items).toEqual([{ ...conflict, identifier: String(conflict.cvm_id) }]);
    const wet = await refreshCvmInstanceIds(client, { ...named, overwrite: true });
    expect(wet.items).toMatchObject([
      { status: "updated", old_instance_id: conflict.old_instance_id, new_instance_id: conflict.new_instance_id },
    ]);
    const settled = await refreshCvmInstanceIds(client, named);
    expect(settled.items).toMatchObject([{ status: "unchanged", old_instance_id: conflict.new_instance_id }]);
  });

  it("gets a validation error that names the field", async () => {
    // The typed call checks the limit itself, so the client's own transport carries the request.
    const failure: unknown = await clientWith("demo-member-key")
      .patch("/cvms/instance-ids", { limit: 501 })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: "ValidationError",
      status: 422,
      validationErrors: [{ field: "limit", type: "less_than_equal" }],
    });
  });

  it("gets an auth error for a wrong key", async () => {
    const failure: unknown = await refreshCvmInstanceIds(clientWith("nobody"), { dry_run: true }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: "AuthError", status: 401 });
  });
});
