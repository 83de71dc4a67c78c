import { expect, it } from "vitest";
import { judge } from "../../../testing/example-judge.ts";
import { answered } from "../../example.ts";
import { exampleAnswer, exampleItem } from "../../example-answer.ts";
import leastOfBoth from "../scanned-is-min-of-total-and-limit.ts";
import withinLimit from "../scanned-within-limit.ts";
import withinTotal from "../scanned-within-total.ts";

const laws = [withinLimit, withinTotal, leastOfBoth];

/** What the laws about how many were scanned say of an answer with one item, to a request with a limit of 1. */
const judgedBy = (members: Parameters<typeof exampleAnswer>[1]) => {
  const reading = judge(answered({ json: { limit: 1 } }, { json: exampleAnswer([exampleItem()], members) }));
  return laws.map((law) => law.judge(reading)).map(({ evidence, violations }) => [evidence, violations.length]);
};

it("leaves a `scanned` that the items and the counters contradict to the laws that compare these", () => {
  expect(judgedBy({ scanned: 2 })).toEqual(laws.map(() => [0, 0]));
});

it("goes by a `scanned` that the counters bear out, though items are left out", () => {
  expect(judgedBy({ scanned: 2, skipped: 2 })).toEqual(laws.map(() => [1, 1]));
});
