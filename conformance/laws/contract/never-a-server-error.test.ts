import { expect, it } from "vitest";
import { judge } from "../../testing/example-judge.ts";
import { answered } from "../example.ts";
import law from "./never-a-server-error.ts";

const levelsFor = (text: string): readonly string[] =>
  law.judge(judge(answered({ text }, { status: 500, text: "" }))).violations.map(({ level }) => level ?? law.level);

it.each(['{"limit":1e400}', '{"limit":-1e400}', `{"limit":${"9".repeat(5_000)}}`, '{"cvm_ids":["\\ud800"]}'])(
  "a server error to what no I-JSON may hold is a should: %.40s",
  (text) => {
    expect(levelsFor(text)).toEqual(["should"]);
  },
);

it.each(["{", "{}", '{"limit":501}', '{"limit":1e3}'])("a server error to anything else is a must: %s", (text) => {
  expect(levelsFor(text)).toEqual(["must"]);
});
