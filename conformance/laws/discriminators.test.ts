import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../contract/index.ts";
import type { Exchange } from "../cases/exchange.ts";
import type { Judgement } from "../cases/judgement.ts";
import { judge } from "../testing/example-judge.ts";
import { answered, type ExampleRequest, type ExampleResponse } from "./example.ts";
import { exampleAnswer, exampleItem, exampleRefusal } from "./example-answer.ts";
import { loadLaws } from "./load-laws.ts";

const laws = await loadLaws();

const judgement = (id: string, ...exchanges: readonly Exchange[]): Judgement => {
  const law = laws.find((candidate) => candidate.id === id);
  const readings = exchanges.map(judge);
  const [only] = readings;
  if (law === undefined || only === undefined) throw new Error(`There is no law ${id}, or nothing to judge.`);
  return law.kind === "relation" ? law.judge(readings, law.exampleStored ?? null) : law.judge(only);
};

const kindsOf = (id: string, request: ExampleRequest, response: ExampleResponse): readonly string[] =>
  judgement(id, answered(request, response)).violations.map((violation) => violation.discriminator);

const levelsOf = (id: string, exchange: Exchange): readonly (string | undefined)[] =>
  judgement(id, exchange).violations.map((violation) => violation.level);

const ok = { json: exampleAnswer([]) };
const items = (...list: readonly JsonObject[]): ExampleResponse => ({ json: exampleAnswer(list) });

describe("a lesser level", () => {
  it("is given to what a lax reader coerces, and to nothing else that is accepted", () => {
    expect(levelsOf("invalid-request-is-refused", answered({ json: { limit: "5" } }, ok))).toEqual(["should"]);
    expect(levelsOf("invalid-request-is-refused", answered({ json: { limit: "0" } }, ok))).toEqual([undefined]);
    expect(levelsOf("invalid-request-is-refused", answered({ json: { limit: "5", dry_run: "x" } }, ok))).toEqual([
      undefined,
    ]);
  });

  it("is given to who refuses a whole number spelled with a fraction or an exponent, and no other valid request", () => {
    const on = (text: string) =>
      levelsOf("valid-request-is-accepted", answered({ text }, { status: 422, json: { detail: [] } }));
    for (const limit of ["1.0", "1e0", "10e-1"]) expect(on(`{"limit":${limit}}`)).toEqual(["should"]);
    for (const text of ['{"limit":1}', '{"limit":1,"note":0.5}', '{"cvm_ids":["1.0"]}'])
      expect(on(text)).toEqual([undefined]);
  });

  it("is given to a server that fails on a lone surrogate, and not on other oddities", () => {
    const on = (text: string) => levelsOf("never-a-server-error", answered({ text }, { status: 500 }));
    expect(on('{"cvm_ids":["\\ud800"]}')).toEqual(["should"]);
    expect(on("{")).toEqual([undefined]);
    expect(on("{}")).toEqual([undefined]);
  });

  it("is given to the refusal of a long body for its size, and not to that of a short one or in other words", () => {
    const on = (length: number, status: number) =>
      levelsOf("status-is-declared", answered({ json: { cvm_ids: ["x".repeat(length)] } }, { status }));
    expect(on(100_000, 413)).toEqual(["should"]);
    expect(on(10_000, 413)).toEqual([undefined]);
    expect(on(100_000, 400)).toEqual([undefined]);
  });

  it("is given to nobody who refuses a key that worked, and a refusal for the pace is none of its matter", () => {
    expect(levelsOf("status-is-declared", answered({}, { status: 401 }))).toEqual([undefined]);
    expect(levelsOf("status-is-declared", answered({}, { status: 429 }))).toEqual([]);
  });
});

describe("a discriminator", () => {
  it("is the same for the same bug on other inputs", () => {
    const same = (id: string, ...cases: readonly (readonly [ExampleRequest, ExampleResponse])[]) => {
      const kinds = cases.map(([request, response]) => kindsOf(id, request, response));
      expect(kinds[0]).toHaveLength(1);
      for (const kind of kinds) expect(kind).toEqual(kinds[0]);
    };
    same(
      "counts-match-items",
      [{}, { json: exampleAnswer([exampleItem(), exampleItem()], { total: 1, scanned: 1, skipped: 1 }) }],
      [{}, { json: exampleAnswer([], { total: 1, scanned: 1, updated: 1 }) }],
      [{}, { json: exampleAnswer([], { total: 2, scanned: 2, updated: 1, errors: 1 }) }],
    );
    same(
      "body-matches-schema",
      [{}, items(exampleItem({ cvm_id: "7" }))],
      [{}, items(exampleItem(), exampleItem({ cvm_id: null }))],
    );
    same("invalid-request-is-refused", [{ json: { limit: "5" } }, ok], [{ json: { dry_run: 1 } }, ok]);
    same("invalid-request-is-refused", [{ json: { limit: 501 } }, ok], [{ json: { limit: 9999, note: 1 } }, ok]);
    same("invalid-request-is-refused", [{ json: { cvm_ids: [null] } }, ok], [{ json: { cvm_ids: ["a", {}] } }, ok]);
    same(
      "counts-match-items",
      [{}, { json: exampleAnswer([], { errors: 1 }) }],
      [{}, { json: exampleAnswer([], { errors: 9 }) }],
    );
    const failed = { status: 500 };
    same("never-a-server-error", [{ text: "{" }, failed], [{ text: "[1," }, failed]);
    same("never-a-server-error", [{}, failed], [{ json: { limit: 0 } }, failed]);
    same("never-a-server-error", [{}, failed], [{ text: "{" }, failed]);
  });

  it("is the same in a scan and in a list", () => {
    const twice = items(exampleItem(), exampleItem());
    const processed = items(exampleItem({ status: "updated", old_instance_id: "x" }));
    for (const [id, response] of [
      ["scanned-within-limit", twice],
      ["each-cvm-once", twice],
      ["missing-only-means-missing", processed],
    ] as const) {
      const kinds = [{ limit: 1 }, { limit: 1, cvm_ids: ["7"] }].flatMap((json) => kindsOf(id, { json }, response));
      expect(kinds).toHaveLength(2);
      expect(kinds[0]).toBe(kinds[1]);
    }
  });

  it.each<[string, readonly (readonly [ExampleRequest, ExampleResponse])[]]>([
    [
      "status-is-declared",
      [
        [{}, { status: 500 }],
        [{}, { status: 404 }],
      ],
    ],
    [
      "never-a-server-error",
      [
        [{}, { status: 500 }],
        [{}, { status: 503 }],
      ],
    ],
    [
      "content-type-is-json",
      [
        [{}, { ...ok, contentType: null }],
        [{}, { ...ok, contentType: "text/plain" }],
      ],
    ],
    [
      "body-matches-schema",
      [
        [{}, items(exampleItem({ cvm_id: "7" }))],
        [{}, items(exampleItem({ source: "x" }))],
        [{}, { text: "" }],
      ],
    ],
    [
      "valid-request-is-accepted",
      [
        [{}, { status: 422, json: exampleRefusal([], "missing", "") }],
        [{}, { status: 422, json: exampleRefusal([], "too_long", "") }],
        [{}, { status: 422, json: {} }],
      ],
    ],
    [
      "invalid-request-is-refused",
      [
        [{ json: { limit: 501 } }, ok],
        [{ json: { limit: 0 } }, ok],
        [{ json: { limit: "5" } }, ok],
        [{ json: { limit: "x" } }, ok],
        [{ json: { cvm_ids: 5 } }, ok],
        [{ json: { cvm_ids: [null] } }, ok],
        [{ text: '{"a":1' }, ok],
      ],
    ],
    [
      "refusal-points-at-the-fault",
      [
        [{ json: { limit: 0 } }, { status: 422, json: exampleRefusal(["body"], "", "") }],
        [{ json: { limit: 0 } }, { status: 422, json: exampleRefusal(["dry_run"], "", "") }],
        [{ json: { limit: 0 } }, { status: 422, json: {} }],
      ],
    ],
    [
      "malformed-is-422",
      [
        [{ text: "{}}" }, ok],
        [{ text: "{}}" }, { status: 400 }],
        [{ text: "" }, { status: 400 }],
      ],
    ],
    [
      "counts-match-items",
      [
        [{}, { json: exampleAnswer([], { errors: 1 }) }],
        [{}, { json: exampleAnswer([], { updated: 1 }) }],
      ],
    ],
    [
      "counts-sum-to-scanned",
      [
        [{}, { json: exampleAnswer([], { errors: 1 }) }],
        [{}, { json: exampleAnswer([], { scanned: 1 }) }],
      ],
    ],
    [
      "items-number-scanned",
      [
        [{}, { json: exampleAnswer([exampleItem()], { scanned: 0 }) }],
        [{}, { json: exampleAnswer([], { scanned: 1 }) }],
      ],
    ],
    [
      "scanned-is-min-of-total-and-limit",
      [
        [{}, { json: exampleAnswer([], { total: 1 }) }],
        [{}, { json: exampleAnswer([exampleItem()], { total: 0 }) }],
      ],
    ],
  ])("of %s differs for different bugs", (id, cases) => {
    const kinds = cases.flatMap(([request, response]) => kindsOf(id, request, response));
    expect(kinds).toHaveLength(cases.length);
    expect(new Set(kinds).size).toBe(cases.length);
  });

  it("of counts-match-items was the counter, in whatever was recorded where items are missing", () => {
    const [violation] = judgement(
      "counts-match-items",
      answered({}, { json: exampleAnswer([], { total: 1, scanned: 1, updated: 1 }) }),
    ).violations;
    expect(violation?.formerly).toBe("updated");
  });

  it("of omitted-means-default is the property left out", () => {
    const got = (body: JsonObject, json: Json) => answered({ json: { dry_run: true, ...body } }, { json });
    const one = exampleAnswer([exampleItem()]);
    const { violations } = judgement(
      "omitted-means-default",
      got({ limit: 100 }, one),
      got({}, exampleAnswer([])),
      got({ limit: 100 }, one),
    );
    expect(violations).toMatchObject([
      { discriminator: "limit", message: "Leaving out limit: 100 changed the answer." },
    ]);
  });
});
