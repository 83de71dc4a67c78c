import { expect, it } from "vitest";
import { findTooDeep } from "./find-too-deep.ts";

it.each<[string, number, number | null]>([
  ["[[[]]]", 3, null],
  ["[[[[]]]]", 3, 3],
  ['{"a":{"b":[[]]}}', 3, 11],
  ["[],[],[],[]", 1, null],
  ['["[[[[[[", "]]"]', 1, null],
  ['["\\"[[[["]', 1, null],
  ['["\\\\", [ ]]', 1, 7],
  ["", 0, null],
])("in %s with at most %d levels the first that is too deep is at %j", (text, maxDepth, at) => {
  expect(findTooDeep(Buffer.from(text), maxDepth)).toBe(at);
});
