import { expect, test } from "vitest";
import { sendToVariant } from "./testing/send-to-variant.ts";

const DRY = { running_only: false, missing_only: false, limit: 500, dry_run: true } as const;

test("asks for no key and makes an error of an unknown identifier", async () => {
  const { send } = await sendToVariant("strict-other");
  const { json, items } = await send({ dry_run: true, cvm_ids: ["1", "ours-1"] });
  expect(json).toMatchObject({ total: 2, errors: 1 });
  expect(items).toMatchObject([
    { cvm_id: 1, status: "updated" },
    { cvm_id: 0, identifier: "ours-1", status: "error" },
  ]);
});

test("answers an unknown identifier as often as it is given, and a CVM once", async () => {
  const { send } = await sendToVariant("strict-other");
  const { json, items } = await send({ dry_run: true, cvm_ids: ["nobody", "1", "nobody", "1"] });
  expect(json).toMatchObject({ total: 3, scanned: 3, errors: 2 });
  expect(items.map(({ cvm_id, identifier }) => [cvm_id, identifier])).toEqual([
    [1, "1"],
    [0, "nobody"],
    [0, "nobody"],
  ]);
});

test("skips a named CVM that a filter excludes", async () => {
  const { send } = await sendToVariant("strict-other");
  const { items } = await send({ dry_run: true, cvm_ids: ["31", "4", "1"] });
  expect(items.map(({ cvm_id, status }) => [cvm_id, status])).toEqual([
    [4, "skipped"],
    [1, "updated"],
    [31, "skipped"],
  ]);
});

test("takes a list without members for a scan, and goes by instance id in a spelling of its own", async () => {
  const { send } = await sendToVariant("strict-other");
  const { json, items } = await send({ ...DRY, cvm_ids: [] });
  expect(json).toEqual((await send(DRY)).json);
  const stored = items.flatMap(({ old_instance_id: old }) => (typeof old === "string" ? [old] : []));
  expect(stored).toEqual(stored.toSorted());
  expect(stored[0]).toMatch(/^0x[0-9A-F]{40}$/);
});

test("names the first fault alone, and refuses a key that is there twice", async () => {
  const { send, statusesOf } = await sendToVariant("strict-other");
  const { json } = await send({ limit: 0, overwrite: 7 });
  expect(json["detail"]).toEqual([{ loc: ["overwrite"], msg: "must be a boolean", type: "wrong" }]);
  const bodies = ['{"limit":5,"limit":5}', '{"a":{"b":1,"\\u0062":2}}', '{"a":{"b":"b"},"b":["b","b"]}'];
  expect(await statusesOf(bodies.map((body) => [body]))).toEqual([400, 400, 200]);
});
