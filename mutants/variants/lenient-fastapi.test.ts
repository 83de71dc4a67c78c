import { expect, test } from "vitest";
import { variantKeys } from "./access.ts";
import { deep, long, MARKED, NO_UTF_8 } from "./testing/damaged-bodies.ts";
import { PATH, type Sending, type Sent, sendToVariant } from "./testing/send-to-variant.ts";

const DRY = { running_only: false, missing_only: false, limit: 500, dry_run: true } as const;

test("reads types as pydantic's lax modes do", async () => {
  const { send, statusesOf } = await sendToVariant("lenient-fastapi");
  for (const limit of ["5", 5.5, " 5 ", "5.0"]) expect((await send({ ...DRY, limit })).items).toHaveLength(5);
  expect((await send({ ...DRY, limit: true })).items).toHaveLength(1);
  const preview = await send({ running_only: 0, missing_only: "off", limit: 500, dry_run: "yes" });
  expect(preview.json).toEqual((await send(DRY)).json);
  expect((await send({ ...DRY, cvm_ids: [1] })).items).toMatchObject([{ cvm_id: 1, identifier: "1" }]);
  expect(await statusesOf([["[]"], ['[["limit",5]]'], ["[1]"], ['{"limit":500.9}']])).toEqual([200, 200, 422, 200]);
});

test("answers damaged bodies as FastAPI does", async () => {
  const { statusesOf } = await sendToVariant("lenient-fastapi");
  const sent: readonly (readonly [number, Sent, Sending?])[] = [
    [200, MARKED],
    [200, "{}", { type: null }],
    [200, "{}", { type: "application/merge-patch+json" }],
    [200, '{"limit":0,"limit":5}'],
    [200, long(2 ** 21)],
    [422, "{"],
    [422, ""],
    [422, "{}", { type: "text/plain" }],
    [400, NO_UTF_8],
    [400, deep(100_000)],
    [400, `{"limit":${"9".repeat(5000)}}`],
    [200, `{"cvm_ids":["${"9".repeat(5000)}"]}`],
    [500, '{"cvm_ids":["\\ud800"]}'],
    [404, "{}", { path: "/" }],
    [405, "{}", { method: "POST" }],
    [307, "{}", { path: `${PATH}/` }],
    [401, "{}", { key: "wrong" }],
    [401, "{}", { key: null }],
  ];
  expect(await statusesOf(sent.map(([, ...rest]) => rest))).toEqual(sent.map(([status]) => status));
});

test("lists every fault of a body", async () => {
  const { send } = await sendToVariant("lenient-fastapi");
  const { json } = await send({ limit: 0, cvm_ids: ["x", null], overwrite: {} });
  expect(json["detail"]).toMatchObject([
    { loc: ["body", "cvm_ids", 1] },
    { loc: ["body", "overwrite"] },
    { loc: ["body", "limit"] },
  ]);
});

test("goes by name, descending, counts unknown identifiers, and skips what a filter excludes", async () => {
  const { send } = await sendToVariant("lenient-fastapi");
  const { json, items } = await send({ dry_run: true, cvm_ids: ["ours-1", "nobody", "ours-2", "1", "theirs-1"] });
  expect(json).toMatchObject({ total: 4, skipped: 3 });
  expect(items.map(({ identifier, cvm_id, reason }) => [identifier, cvm_id, reason])).toEqual([
    ["ours-2", 4, "already_has_instance_id"],
    ["ours-1", 1, null],
    ["nobody", 0, "not_found"],
    ["theirs-1", 0, "not_found"],
  ]);
});

test("lets an admin name CVMs of any workspace", async () => {
  const { send } = await sendToVariant("lenient-fastapi");
  const { items } = await send({ dry_run: true, cvm_ids: ["theirs-1"] }, { key: variantKeys.admin });
  expect(items).toMatchObject([{ cvm_id: 5_001, status: "updated" }]);
});
