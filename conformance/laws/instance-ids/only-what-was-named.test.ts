import { expect, it } from "vitest";
import type { Level } from "../../cases/judgement.ts";
import { judge } from "../../testing/example-judge.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import law from "./only-what-was-named.ts";

const stranger = (identifier: string) => exampleItem({ cvm_id: 0, identifier, reason: "not_found" });

const levelsOf = (names: readonly string[], total: number, ...items: Parameters<typeof exampleAnswer>[0]) => {
  const reading = judge(answered({ json: { cvm_ids: names } }, { json: exampleAnswer(items, { total }) }));
  return law.judge(reading).violations.map(({ level }): Level => level ?? law.level);
};

it("lets a name that names nothing count once, should it count oftener, and faults more than was sent", () => {
  expect(levelsOf(["x", "x"], 1, stranger("x"))).toEqual([]);
  expect(levelsOf(["x", "x"], 2, stranger("x"), stranger("x"))).toEqual(["should"]);
  expect(levelsOf(["x", "x"], 3, stranger("x"))).toEqual(["must"]);
});

it("faults a CVM that counts twice, whatever else was named", () => {
  expect(levelsOf(["7", "7"], 2, exampleItem())).toEqual(["must"]);
  expect(levelsOf(["7", "7", "x", "x"], 3, exampleItem(), stranger("x"), stranger("x"))).toEqual(["should"]);
  expect(levelsOf(["7", "7", "x", "x"], 4, exampleItem(), stranger("x"), stranger("x"))).toEqual(["must"]);
});
