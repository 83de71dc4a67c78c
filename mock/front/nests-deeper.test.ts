import { expect, it } from "vitest";
import { nestsDeeper } from "./nests-deeper.ts";

it.each([
  ["[[[]]]", 3, false],
  ["[[[]]]", 2, true],
  ['{"a":{"b":[]}}', 3, false],
  ['{"a":{"b":[]}}', 2, true],
  ["[[],[],[],[]]", 2, false],
  ['["[[[[[[","\\"[[[[[["]', 2, false],
  ['["a\\\\",[[]]]', 2, true],
  // Not JSON, and to be said of by those who parse it.
  ['["', 1, false],
  ["]]]]][[", 1, false],
])("whether %s nests deeper than %i is %s", (text, depth, expected) => {
  expect(nestsDeeper(text, depth)).toBe(expected);
});
