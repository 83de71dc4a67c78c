import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../contract/index.ts";
import type { Exchange } from "../../cases/exchange.ts";
import type { StoredIds } from "../../cases/stored.ts";
import { judge } from "../../testing/example-judge.ts";
import { answered, unanswered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import law from "./nothing-else-is-written.ts";

const { a, b } = exampleIds;
const found = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;
const synced = { ...found, status: "unchanged", old_instance_id: a, reason: "already_synced" } as const;
const answer = (json: JsonObject, ...items: readonly JsonObject[]) =>
  answered({ json }, { json: exampleAnswer(items.map((item) => exampleItem(item))) });
const look = (...items: readonly JsonObject[]) => answer({ limit: 500, dry_run: true }, ...items);
const missing = look(found);
const kept = look(synced);
const scan = answer({}, found);

const judged = (exchanges: readonly Exchange[], before: StoredIds, after: StoredIds) => {
  const { evidence, violations } = law.judge(exchanges.map(judge), { before, after });
  return [evidence, violations.map(({ actual }) => actual)];
};

const stored = (...ids: readonly (string | null)[]): StoredIds => new Map(ids.map((id, index) => [index + 7, id]));

describe("nothing-else-is-written, where the store can be looked into", () => {
  it("is broken by a CVM that no answer shows", () => {
    expect(judged([missing, missing, scan, kept], stored(null, null), stored(a, b))).toEqual([1, [`"${b}"`]]);
    expect(judged([missing, missing, scan, kept], stored(null, b), stored(a, null))).toEqual([1, ["null"]]);
  });

  it("holds where what was reported has changed, and nothing else", () => {
    expect(judged([missing, missing, scan, kept], stored(null, null), stored(a, null))).toEqual([1, []]);
  });

  it("takes an id for the same however it is written", () => {
    expect(judged([missing, missing, scan, kept], stored(null, b, null), stored(a, b.toUpperCase(), null))).toEqual([
      1,
      [],
    ]);
  });

  it("leaves aside what changed before the first preview or after the last one", () => {
    expect(judged([missing, missing, answer({ limit: 1 }), missing], stored(null), stored(a))).toEqual([1, []]);
    const other = { ...found, cvm_id: 8, new_instance_id: b } as const;
    const before = look(synced, other);
    expect(judged([before, before, answer({ limit: 1 }), before], stored(null, null), stored(a, null))).toEqual([
      1,
      [],
    ]);
  });

  it("says nothing where no id is left to be written, unless something was written all the same", () => {
    expect(judged([kept, kept, answer({ limit: 1 }), kept], stored(a, b), stored(a, b))).toEqual([0, []]);
    expect(judged([kept, kept, answer({ limit: 1 }), kept], stored(a, b), stored(a, null))).toEqual([1, ["null"]]);
  });

  it("says nothing where the fleet moves by itself", () => {
    expect(judged([missing, kept, answer({ limit: 1 }), kept], stored(null, null), stored(a, b))).toEqual([0, []]);
  });

  it.each([
    ["got no answer", unanswered({ json: {} }, "timeout")],
    ["failed", answered({ json: {} }, { status: 500, json: {} })],
    ["shows less than it counts", answered({ json: {} }, { json: exampleAnswer([], { scanned: 1 }) })],
    ["does not say which CVM it updated", answer({}, { ...found, cvm_id: 0 })],
  ])("says nothing where a request %s", (_, exchange) => {
    expect(judged([missing, missing, exchange, kept], stored(null, null), stored(a, b))).toEqual([0, []]);
  });

  it("takes a preview's updates for none", () => {
    expect(judged([missing, missing, answer({ dry_run: true }, found), kept], stored(null), stored(a))).toEqual([
      1,
      [`"${a}"`],
    ]);
  });
});

describe("nothing-else-is-written, of requests that are refused one after the other", () => {
  const c = "c".repeat(40);
  const missing9 = { ...found, cvm_id: 9, new_instance_id: c } as const;
  const refusedWith = (text: string): Exchange => answered({ text }, { status: 400, json: { detail: "No." } });

  const sureOf = (...exchanges: readonly Exchange[]): readonly boolean[] =>
    law.judge(exchanges.map(judge), null).violations.map(({ isConclusive = false }) => isConclusive);

  const stored7 = { ...found, status: "unchanged", old_instance_id: a } as const;
  const stored8 = { ...stored7, cvm_id: 8, old_instance_id: b, new_instance_id: b } as const;
  const stored9 = { ...stored7, cvm_id: 9, old_instance_id: c, new_instance_id: c } as const;
  const missing8 = { ...found, cvm_id: 8, new_instance_id: b } as const;
  const looks = [
    look(found, missing8, missing9),
    look(stored7, missing8, missing9),
    look(stored7, stored8, missing9),
    look(stored7, stored8, stored9),
  ] as const;

  it.each([
    ["as it was to be", (name: string) => JSON.stringify({ cvm_ids: [name], limit: 0 })],
    ["with an entry that is no text", (name: string) => JSON.stringify({ cvm_ids: [name, 0] })],
    ["in a list", (name: string) => JSON.stringify([{ cvm_ids: [name] }])],
    ["in a text", (name: string) => JSON.stringify(JSON.stringify({ cvm_ids: [name] }))],
    ["in JSON that ends too early", (name: string) => JSON.stringify({ cvm_ids: [name], limit: 5 }).slice(0, -3)],
  ])("is beyond doubt where three of them changed the one CVM that each named %s", (_, text) => {
    const [first, ...others] = looks;
    const steps = others.flatMap((after, index) => [refusedWith(text(String(7 + index))), after]);
    expect(sureOf(first, first, ...steps)).toEqual([true]);
    expect(sureOf(first, first, ...steps.slice(0, 4))).toEqual([false]);
  });

  it("is not beyond doubt where another one was changed", () => {
    const [first, ...others] = looks;
    const steps = others.flatMap((after) => [refusedWith('{"cvm_ids":["7"],"limit":0}'), after]);
    expect(sureOf(first, first, ...steps)).toEqual([false]);
  });
});
