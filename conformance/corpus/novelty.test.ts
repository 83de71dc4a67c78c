import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Case } from "../cases/case.ts";
import { shapeAt } from "../generate/schema-shape.ts";
import { answered } from "../laws/example.ts";
import { Coverage } from "../report/coverage.ts";
import { contract, judge, operation } from "../testing/example-judge.ts";
import { Novelty } from "./novelty.ts";
import { answerTraits, signalsOf } from "./signals-of.ts";

const caseOf = (path: string): Case => ({
  plans: [{ credential: "none", method: "GET", path, headers: {}, body: { kind: "none" } }],
  relation: null,
  simpler: () => [],
});
const trial = (...exercised: readonly string[]) => ({ readings: [], breaches: [], exercised });

describe("novelty", () => {
  const seen = [
    { order: 1, shows: ["a", "b"] },
    { order: 2, shows: ["b", "c"] },
    { order: 3, shows: ["a", "c", "d"] },
  ];

  it("is of the earliest case in order of generation, in whatever order they come", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(seen, { minLength: seen.length }), (shuffled) => {
        const novelty = new Novelty(({ exercised }) => exercised);
        for (const { order, shows } of shuffled) novelty.note(caseOf(`/${order}`), trial(...shows), order);
        expect(novelty.drain().map(({ testCase, shows }) => [testCase.plans[0]?.path, shows])).toEqual([
          ["/1", ["a", "b"]],
          ["/2", ["c"]],
          ["/3", ["d"]],
        ]);
      }),
    );
  });

  it("does not come back", () => {
    const novelty = new Novelty(({ exercised }) => exercised);
    novelty.note(caseOf("/1"), trial("a"), 1);
    expect(novelty.drain()).toHaveLength(1);
    novelty.note(caseOf("/2"), trial("a"), 2);
    expect(novelty.drain()).toEqual([]);
  });

  it("ends where a server shows something new for ever", () => {
    const novelty = new Novelty(({ exercised }) => exercised);
    for (let order = 0; order < 5_000; order += 1) novelty.note(caseOf(`/${order}`), trial(`${order}`), order);
    expect(novelty.drain()).toHaveLength(2_000);
    novelty.note(caseOf("/x"), trial("x"), 5_001);
    expect(novelty.drain()).toEqual([]);
  });

  it("is nothing of a case that is too large to keep", () => {
    const novelty = new Novelty(({ exercised }) => exercised);
    novelty.note(caseOf(`/${"x".repeat(30_000)}`), trial("a"), 1);
    expect(novelty.drain()).toEqual([]);
  });
});

describe("what a case shows", () => {
  const reading = judge(
    answered({ json: { limit: 501 } }, { json: { items: [{ status: "updated", cvm_id: 7, name: "A CVM" }], n: [] } }),
  );

  it("is the kinds of values in an answer and the words of a program, whatever the names and numbers", () => {
    expect([...answerTraits(reading)]).toEqual([
      "status:200",
      "answer:200 /items:list",
      "answer:200 /items/*/status=updated",
      "answer:200 /items/*/cvm_id=number",
      "answer:200 /items/*/name=text",
      "answer:200 /n:empty",
    ]);
  });

  it("is the laws that it put to the test and the keywords that it met", () => {
    const coverage = new Coverage(shapeAt(contract.document, operation.requestBody?.schemaPointer ?? ""));
    const signals = signalsOf(coverage)({ readings: [reading], breaches: [], exercised: ["some-law"] });
    const limit = "/components/schemas/BatchInstanceIdRefreshRequest/properties/limit";
    expect([...signals]).toEqual(
      expect.arrayContaining(["law:some-law", `invalid:${limit}/maximum`, `valid:${limit}/minimum`]),
    );
  });
});
