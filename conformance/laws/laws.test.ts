import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAt } from "../../contract/index.ts";
import type { Exchange } from "../cases/exchange.ts";
import type { Judgement } from "../cases/judgement.ts";
import type { Law } from "../cases/law.ts";
import type { Reading } from "../cases/reading.ts";
import { judge, operation } from "../testing/example-judge.ts";
import { answered } from "./example.ts";
import { loadLaws } from "./load-laws.ts";

const laws = await loadLaws();

const inSequence = (example: Exchange | readonly Exchange[]): readonly Exchange[] =>
  "request" in example ? [example] : example;

const readingsOf = (example: Exchange | readonly Exchange[]): readonly Reading[] => inSequence(example).map(judge);

/** What a law says of an example: of its exchanges one by one, or of all together where it compares. */
const judgementsOf = (law: Law, readings: readonly Reading[]): readonly Judgement[] =>
  law.kind === "relation" ? [law.judge(readings, law.exampleStored ?? null)] : readings.map(law.judge);

const violationsOf = (law: Law, readings: readonly Reading[]) =>
  judgementsOf(law, readings).flatMap((judgement) => judgement.violations);

it("the laws that go by what was stored are those for which it is looked into", () => {
  const relations = laws.filter((law) => law.kind === "relation");
  const going = relations.filter(({ readsStore }) => readsStore);
  expect(going).toEqual(expect.arrayContaining(relations.filter(({ exampleStored }) => exampleStored !== undefined)));
  expect(going.length).toBeGreaterThan(10);
  // A parameter with a default, or of the rest, would not be counted.
  for (const { judge } of relations)
    expect(`${judge}`.replaceAll(/\[[^\]]*\]/g, "").split("=>")[0]).not.toMatch(/=|\.{3}/);
});

describe.each(laws.map((law) => [law.id, law] as const))("the law %s", (_, law) => {
  it("holds in its examples of holding, and is put to the test by at least one", () => {
    const judgements = law.holds.flatMap((example) => judgementsOf(law, readingsOf(example)));
    expect(judgements.flatMap((judgement) => judgement.violations)).toEqual([]);
    expect(
      judgements.reduce((sum, judgement) => sum + judgement.evidence, 0),
      "the evidence of all examples in `holds`: one of them has to put the law to the test",
    ).toBeGreaterThan(0);
  });

  it.each(law.broken.map((example, index) => [index + 1, example] as const))(
    "is broken in its example of breaking no. %i",
    (__, example) => {
      const judgements = judgementsOf(law, readingsOf(example));
      expect(judgements.flatMap((judgement) => judgement.violations)).not.toEqual([]);
      for (const { evidence, violations } of judgements) expect(violations.length === 0 || evidence > 0).toBe(true);
    },
  );

  it("tells what breaks it in single lines that a terminal can show", () => {
    for (const example of law.broken)
      for (const { message, expected, actual, discriminator } of violationsOf(law, readingsOf(example)))
        for (const text of [message, expected, actual, discriminator]) {
          expect(text.trim()).not.toBe("");
          expect(text).not.toMatch(/[\n\r]|undefined|\[object/);
          expect(text.length).toBeLessThan(600);
        }
  });

  it("says where in the answer it shows only by places that the answer has, or could have", () => {
    // Of a member that is left out the object is there.
    for (const reading of law.kind === "exchange" ? law.broken.map(judge) : [])
      for (const { at = [] } of violationsOf(law, [reading]))
        for (const pointer of at)
          expect([
            pointer,
            reading.answer.kind === "json" ? valueAt(reading.answer.value, pointer.replace(/\/[^/]*$/, "")) : undefined,
          ]).not.toContain(undefined);
  });

  it("breaks no other must law in its examples of holding", () => {
    const others = laws.filter((other) => other.level === "must" && other.id !== law.id && other.kind === "exchange");
    for (const example of law.holds)
      for (const other of others) {
        const broken = violationsOf(other, readingsOf(example)).filter(({ level = other.level }) => level === "must");
        expect([other.id, broken]).toEqual([other.id, []]);
      }
  });

  it("has a sentence, a source, and words for what would put it to the test", () => {
    expect(law.says).toMatch(/^[A-Z`].*\.$/s);
    expect(law.source).toMatch(/\.$|properties\/|responses/);
    expect(law.missing).toMatch(/^Needs .*\.$/s);
    expect(law.kills.length, "the mutants in `kills`: docs/writing-a-law.md says how to write one").toBeGreaterThan(0);
    for (const name of law.kills) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});

/** JSON near an answer of the operation, often of its very shape. */
const anyBody = (): fc.Arbitrary<string> => {
  const count = fc.integer({ min: -2, max: 4 });
  const id = fc.constantFrom("a1", "b2", "", " ", "a".repeat(40), "A".repeat(40));
  const item = fc.record(
    {
      cvm_id: fc.integer({ min: -1, max: 3 }),
      identifier: fc.constantFrom("1", "2", "x", "__proto__", ""),
      status: fc.constantFrom("updated", "unchanged", "skipped", "conflict", "error"),
      old_instance_id: fc.option(id),
      new_instance_id: fc.option(id),
      source: fc.constantFrom("teepod_state", "none"),
      verified_with_gateway: fc.boolean(),
      reason: fc.option(fc.string({ maxLength: 3 })),
    },
    { requiredKeys: ["cvm_id", "identifier", "status"] },
  );
  const answer = fc.record({
    total: count,
    scanned: count,
    updated: count,
    unchanged: count,
    skipped: count,
    conflicts: count,
    errors: count,
    items: fc.array(item, { maxLength: 4 }),
  });
  const detail = fc.record({
    detail: fc.array(
      fc.record({ loc: fc.array(fc.oneof(fc.string(), fc.nat(9))), msg: fc.string(), type: fc.string() }),
    ),
  });
  return fc.oneof(
    { weight: 4, arbitrary: answer.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: detail.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    { weight: 1, arbitrary: fc.constantFrom("", "{", "null", `${"[".repeat(50_000)}${"]".repeat(50_000)}`) },
  );
};

const anyRequestText = fc.oneof(
  fc
    .record(
      {
        cvm_ids: fc.option(fc.array(fc.constantFrom("1", "2", "x", "a".repeat(40)), { maxLength: 3 })),
        running_only: fc.boolean(),
        missing_only: fc.boolean(),
        overwrite: fc.boolean(),
        limit: fc.constantFrom(0, 1, 2, 500, "5", 1.5),
        dry_run: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
  fc.json(),
  fc.constantFrom(
    "",
    "{",
    "{}}",
    "[]",
    '{"a":"\\ud800"}',
    '\uFEFF{"limit":0}',
    `{"x":${"[".repeat(70)}${"]".repeat(70)}}`,
  ),
);

/** Any exchange, most of them with the operation itself. */
const anyExchange: fc.Arbitrary<Exchange> = fc
  .record({
    text: anyRequestText,
    method: fc.constantFrom("PATCH", "PATCH", "PATCH", "GET", "OPTIONS", ""),
    path: fc.constantFrom(operation.path, operation.path, operation.path, `${operation.path}/`, "/%", "", "*"),
    contentType: fc.constantFrom("application/json", "application/json", "text/plain", "", null),
    credentialHasWorked: fc.boolean(),
    status: fc.oneof(fc.constantFrom(200, 200, 200, 422, 401, 429, 500), fc.integer({ min: 100, max: 999 })),
    answerType: fc.constantFrom("application/json", "", null),
    answer: anyBody(),
    fault: fc.option(fc.constantFrom("timeout", "dropped", "not-http", "too-long", "unreachable"), { freq: 10 }),
  })
  .map(({ status, answerType, answer, fault, ...request }) => {
    const exchange = answered(request, { status, contentType: answerType, text: answer });
    return fault === null ? exchange : { ...exchange, outcome: { kind: "fault", fault, detail: "", latencyMs: 1 } };
  });

describe("all laws", () => {
  it("throw at no exchanges, however odd, and say the same of the same", () => {
    fc.assert(
      fc.property(fc.array(anyExchange, { minLength: 1, maxLength: 4 }), (exchanges) => {
        const twice = [exchanges, structuredClone(exchanges)].map((copy) => copy.map(judge));
        const [first = [], second = []] = twice.map((readings) => laws.map((law) => judgementsOf(law, readings)));
        expect(second).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });

  it("count evidence wherever they find a violation, and name each kind of violation once", () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        for (const law of laws)
          for (const { evidence, violations } of judgementsOf(law, [judge(exchange)])) {
            expect(evidence >= Math.min(violations.length, 1)).toBe(true);
            const kinds = violations.map((violation) => violation.discriminator);
            expect(new Set(kinds).size).toBe(kinds.length);
          }
      }),
      { numRuns: 500 },
    );
  });

  it("say nothing against a server that answers every request with a refusal of access", () => {
    fc.assert(
      fc.property(anyExchange, fc.constantFrom(401, 403, 429), (exchange, status) => {
        const outcome = { kind: "response", status, headers: {}, body: new Uint8Array(), latencyMs: 1 } as const;
        const reading = judge({ request: { ...exchange.request, credentialHasWorked: false }, outcome });
        for (const law of laws) expect([law.id, violationsOf(law, [reading])]).toEqual([law.id, []]);
      }),
    );
  });
});
