import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../contract/index.ts";
import type { Reading } from "../../cases/reading.ts";
import { createJudge } from "../../judge/judge.ts";
import { contract, judge, operation } from "../../testing/example-judge.ts";
import { answered, type ExampleResponse } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { compareSettled } from "./compare-settled.ts";

const read = (json: Json): Reading => judge(answered({ json: { dry_run: true } }, { json }));
const got = (response: ExampleResponse): Reading => judge(answered({}, response));
const item = (cvmId: number, members: JsonObject = {}) => exampleItem({ cvm_id: cvmId, ...members });
const both = read(exampleAnswer([item(7), item(8)]));

interface Cvm {
  readonly id: number;
  readonly stored: string | null;
  readonly found: string | null;
}

/** A correct server's answer where it processes CVMs in the order given: an id goes to the first that finds it. */
const refresh = (order: readonly Cvm[], limit: number): Json => {
  const taken = new Map(order.flatMap(({ id, stored }) => (stored === null ? [] : [[stored, id] as const])));
  const items = order.slice(0, limit).map(({ id, stored, found }) => {
    const ids = { old_instance_id: stored, new_instance_id: found };
    const own = { cvm_id: id, identifier: String(id), source: "gateway", ...ids } as const;
    if (found === null) return exampleItem({ ...own, source: "none" });
    const holder = taken.get(found) ?? id;
    if (holder !== id) return exampleItem({ ...own, status: "conflict", reason: "instance_id_in_use" });
    taken.set(found, id);
    return found === stored
      ? exampleItem({ ...own, status: "unchanged", reason: "already_synced" })
      : exampleItem({ ...own, status: "updated", reason: null });
  });
  return exampleAnswer(items, { total: order.length });
};

describe("comparing settled answers", () => {
  it("finds no difference between answers of a server that processes in any order, cut by any limit", () => {
    const id = fc.option(fc.constantFrom("x", "y", "z"));
    const fleet = fc.uniqueArray(fc.record({ id: fc.nat(9).map((n) => n + 1), stored: fc.constant(null), found: id }), {
      selector: (cvm) => cvm.id,
      maxLength: 5,
    });
    const cases = fleet.chain((cvms) => {
      const order = fc.shuffledSubarray(cvms, { minLength: cvms.length });
      return fc.tuple(order, order, order, fc.integer({ min: 1, max: 6 }));
    });
    fc.assert(
      fc.property(cases, ([before, between, after, limit]) => {
        const [a, b, c] = [before, between, after].map((order) => read(refresh(order, limit)));
        expect(compareSettled(a, b, c)).toEqual({ kind: "same" });
      }),
      { numRuns: 2000 },
    );
  });

  it("finds any difference in what both ends agree on", () => {
    const differs = (json: Json) => compareSettled(both, read(json), both);
    expect(differs(exampleAnswer([item(7)]))).toMatchObject({
      difference: { kind: "answer total", between: "total 1" },
    });
    expect(differs(exampleAnswer([item(7), item(9)]))).toMatchObject({
      difference: { kind: "item gone", part: "CVM 8" },
    });
    expect(
      compareSettled(
        read(exampleAnswer([])),
        read(exampleAnswer([item(7)], { total: 0, scanned: 0 })),
        read(exampleAnswer([])),
      ),
    ).toMatchObject({
      difference: { kind: "item added", part: "CVM 7" },
    });
    for (const members of [
      { status: "error" },
      { reason: "something else" },
      { source: "gateway" },
      { verified_with_gateway: true },
      { old_instance_id: "x" },
      { new_instance_id: "x" },
    ]) {
      const [field = ""] = Object.keys(members);
      expect(differs(exampleAnswer([item(7), item(8, members)]))).toMatchObject({
        difference: { kind: `item ${field}` },
      });
    }
  });

  it("leaves aside what moves by itself", () => {
    const moved = read(exampleAnswer([item(7), item(8, { status: "error" })]));
    expect(compareSettled(both, moved, moved)).toEqual({ kind: "same" });
    expect(compareSettled(both, read(exampleAnswer([item(7), item(8, { reason: "gone" })])), moved)).toEqual({
      kind: "same",
    });
    const late = (ms: number) => read(exampleAnswer([item(7, { reason: `no answer after ${ms} ms` })]));
    expect(compareSettled(late(2001), late(1999), late(2001))).toEqual({ kind: "same" });
  });

  it("takes an omitted member for null, and an order for no difference", () => {
    const terse = {
      cvm_id: 8,
      identifier: "8",
      status: "skipped",
      source: "none",
      verified_with_gateway: false,
      reason: "instance_id_not_found",
    };
    expect(compareSettled(both, read(exampleAnswer([terse, item(7)])), both)).toEqual({ kind: "same" });
  });

  it("tells sentinels apart by their identifiers", () => {
    const answer = (...names: readonly string[]) =>
      read(exampleAnswer(names.map((identifier) => item(0, { identifier }))));
    expect(compareSettled(answer("x", "y"), answer("y", "x"), answer("x", "y"))).toEqual({ kind: "same" });
    expect(compareSettled(answer("x", "y"), answer("x", "z"), answer("x", "y"))).toMatchObject({
      difference: { kind: "sentinel gone" },
    });
  });

  it("says nothing where one of the three is no successful answer, but for a refusal between", () => {
    expect(compareSettled(both, got({ status: 422, json: {} }), both)).toMatchObject({
      difference: { kind: "status 422" },
    });
    for (const response of [{ status: 401 }, { status: 429 }, { status: 503 }, { json: {} }, { text: "" }])
      expect(compareSettled(both, got(response), both)).toEqual({ kind: "unsettled" });
    const spelled = judge(answered({ text: '{"dry_run":true,"limit":5.0}' }, { status: 422, json: {} }));
    expect(compareSettled(both, spelled, both)).toEqual({ kind: "unsettled" });
    expect(compareSettled(got({ status: 422, json: {} }), both, both)).toEqual({ kind: "unsettled" });
    expect(compareSettled(both, both, got({ json: {} }))).toEqual({ kind: "unsettled" });
    expect(compareSettled(both, both, undefined)).toEqual({ kind: "unsettled" });
  });

  it("compares an operation that it knows nothing of as a whole, lists as sets", () => {
    const wide = createJudge(
      { ...contract, document: { a: { type: "object" } } },
      {
        ...operation,
        requestBody: null,
        responses: new Map([[200, { status: 200, contentType: "application/json", schemaPointer: "/a" }]]),
      },
    );
    const whole = (json: Json) => wide(answered({}, { json }));
    const settled = whole({ list: [{ a: 1, b: null }, 2], note: null });
    expect(compareSettled(settled, whole({ list: [2, { a: 1 }] }), settled)).toEqual({ kind: "same" });
    expect(compareSettled(settled, whole({ list: [2, { a: 2 }] }), settled)).toMatchObject({
      difference: { kind: "answer list" },
    });
    const bottomless = `{"list":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    const deep = wide(answered({}, { text: bottomless }));
    expect(compareSettled(deep, deep, deep)).toEqual({ kind: "same" });
  });
});
