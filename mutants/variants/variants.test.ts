import { describe, expect, test } from "vitest";
import { variantNames } from "./start-variant.ts";
import { deep } from "./testing/damaged-bodies.ts";
import { type Item, sendToVariant } from "./testing/send-to-variant.ts";

const ALL = { running_only: false, missing_only: false, limit: 500 } as const;
const DRY = { ...ALL, dry_run: true } as const;

describe.each(variantNames.map((name) => [name]))("%s", (name) => {
  test("previews without writing, writes what it previewed, and then finds nothing to do", async () => {
    const { send } = await sendToVariant(name);
    const preview = await send(DRY);
    expect((await send(DRY)).json).toEqual(preview.json);
    const written = await send(ALL);
    expect(written.json).toEqual(preview.json);
    const updated = written.items.filter(({ status }) => status === "updated");
    expect(updated.length).toBeGreaterThan(10);
    const after = await send(DRY);
    expect(after.json).toMatchObject({ updated: 0 });
    const storedNow = new Map(after.items.map(({ cvm_id, old_instance_id }) => [cvm_id, old_instance_id]));
    expect(updated.map(({ cvm_id }) => storedNow.get(cvm_id))).toEqual(updated.map((item) => item["new_instance_id"]));
  });

  test("counts its items, cuts at the limit, and takes a hundred by default", async () => {
    const { send } = await sendToVariant(name);
    const { json, items } = await send({ ...DRY, limit: 7 });
    expect(json).toMatchObject({ scanned: 7 });
    expect(Number(json["total"])).toBeGreaterThan(100);
    const { updated, unchanged, skipped, conflicts, errors } = json;
    expect([updated, unchanged, skipped, conflicts, errors].reduce((sum: number, n) => sum + Number(n), 0)).toBe(7);
    expect(items).toHaveLength(7);
    const { running_only, missing_only, dry_run } = DRY;
    expect((await send({ running_only, missing_only, dry_run })).json).toMatchObject({ scanned: 100 });
  });

  test("has every status among its answers, and overwrites only with leave", async () => {
    const { send } = await sendToVariant(name);
    const { items } = await send(DRY);
    expect(new Set(items.map(({ status }) => status))).toEqual(
      new Set(["updated", "unchanged", "skipped", "conflict", "error"]),
    );
    const replaced = (some: readonly Item[]) =>
      some.filter(({ status, old_instance_id: old }) => status === "updated" && (old ?? null) !== null);
    expect(replaced(items)).toEqual([]);
    expect(replaced((await send({ ...DRY, overwrite: true })).items).length).toBeGreaterThan(5);
  });

  test("gives an id that several want to one of them", async () => {
    const { send } = await sendToVariant(name);
    const { items } = await send(DRY);
    const given = items.filter(({ status }) => status === "updated").map((item) => item["new_instance_id"]);
    expect(new Set(given).size).toBe(given.length);
  });

  test("refuses what the contract refuses", async () => {
    const { statusesOf } = await sendToVariant(name);
    const bodies = ['{"limit":0}', '{"limit":501}', '{"limit":null}', '{"dry_run":7}', '{"cvm_ids":"1"}', "7", "null"];
    expect(await statusesOf(bodies.map((body) => [body]))).toEqual(bodies.map(() => 422));
  });

  test("takes whole numbers in any spelling, or in that of integers alone", async () => {
    const { statusesOf } = await sendToVariant(name);
    const bodies = ['{"limit":5.0}', '{"limit":1e2}'];
    const status = name === "strict-other" ? 422 : 200;
    expect(await statusesOf(bodies.map((body) => [body]))).toEqual([status, status]);
  });

  test("ignores what it does not know", async () => {
    const { statusesOf } = await sendToVariant(name);
    const bodies = ['{"__proto__":{"limit":0},"dryRun":7}', deep(60)];
    expect(await statusesOf(bodies.map((body) => [body]))).toEqual([200, 200]);
  });
});
