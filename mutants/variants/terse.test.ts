import { expect, test } from "vitest";
import { deep, long, MARKED, NO_UTF_8 } from "./testing/damaged-bodies.ts";
import { PATH, type Sending, type Sent, sendToVariant } from "./testing/send-to-variant.ts";

test("leaves out what is unknown, what a filter excludes, and members that have nothing to say", async () => {
  const { send } = await sendToVariant("terse");
  const { json, items } = await send({ dry_run: true, cvm_ids: ["ours-1", "nobody", "ours-2", "19", "theirs-1"] });
  expect(json).toMatchObject({ total: 2, scanned: 2 });
  expect(items[1]).toEqual({ cvm_id: 19, identifier: "19", status: "skipped", reason: "unknown" });
});

test("selects nothing for a list without members", async () => {
  const { send } = await sendToVariant("terse");
  expect((await send({ dry_run: true, cvm_ids: [] })).json).toMatchObject({ total: 0, items: [] });
});

test("is strict about types, content types and sizes", async () => {
  const { statusesOf } = await sendToVariant("terse");
  const sent: readonly (readonly [number, Sent, Sending?])[] = [
    [422, '{"limit":"5"}'],
    [422, '{"dry_run":1}'],
    [422, '{"cvm_ids":[1]}'],
    [422, "[]"],
    [400, "{"],
    [400, MARKED],
    [400, NO_UTF_8],
    [200, deep(100_000)],
    [415, "{}", { type: null }],
    [415, "{}", { type: "text/plain" }],
    [413, long(2 ** 20)],
    [404, "{}", { path: `${PATH}/` }],
    [405, "{}", { method: "GET" }],
    [403, "{}", { key: "wrong" }],
  ];
  expect(await statusesOf(sent.map(([, ...rest]) => rest))).toEqual(sent.map(([status]) => status));
});
