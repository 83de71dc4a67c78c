import { expect, it } from "vitest";
import { judge } from "../../testing/example-judge.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import law from "./other-path-spellings-keep-the-rules.ts";

const { a, b } = exampleIds;
const path = "/api/v1/cvms/instance-ids.json";
const json = { cvm_ids: ["7"], dry_run: true };
const invalid = { ...json, limit: 0 };
const updated = { json: exampleAnswer([exampleItem({ status: "updated", new_instance_id: a, source: "gateway" })]) };
const refusal = { status: 422, json: { detail: [] } };
const synced = {
  json: exampleAnswer([
    exampleItem({ status: "unchanged", old_instance_id: a, new_instance_id: a, source: "gateway" }),
  ]),
};
const readings = [
  answered({ json }, updated),
  answered({ json: invalid }, refusal),
  answered({ path, json }, updated),
  answered({ path, json: invalid }, refusal),
].map(judge);
const [last, lastUnwritten] = [answered({ json }, synced), answered({ json }, updated)].map(judge);

const foundWith = (before: string | null, after: string | null, end = last): readonly string[] =>
  law
    .judge(end === undefined ? [] : [...readings, end], {
      before: new Map([[7, before]]),
      after: new Map([[7, after]]),
    })
    .violations.map(({ discriminator }) => discriminator);

it("a preview that was answered at another spelling wrote where its CVM is stored as it told", () => {
  expect(foundWith(null, a)).toEqual(["written"]);
});

it("what somebody else stored, or nobody, is no fault", () => {
  for (const [before, after] of [
    [null, null],
    [a, a],
    [null, b],
  ] as const)
    expect(foundWith(before, after)).toEqual([]);
});

it("is not accused of what the preview after it wrote", () => {
  expect(foundWith(null, a, lastUnwritten)).toEqual([]);
});
