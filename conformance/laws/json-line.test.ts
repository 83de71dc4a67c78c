import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonLine } from "./json-line.ts";

it("writes small values as JSON", () => {
  expect(jsonLine({ a: [1, "x", null], b: true })).toBe('{"a": [1, "x", null], "b": true}');
  expect(jsonLine("line\nbreak\u0000")).toBe('"line\\nbreak\\u0000"');
  expect(jsonLine(undefined)).toBe("nothing");
});

it("abridges long strings, long lists and deep nesting", () => {
  expect(jsonLine("x".repeat(200))).toBe(`"${"x".repeat(80)}…"`);
  expect(jsonLine(Array.from({ length: 500 }, (_, index) => index))).toBe("[0, 1, 2, 3, 4, 5, 6, 7, … 500 in all]");
  expect(jsonLine([[[[1]]]])).toBe("[[[[…]]]]");
  expect(jsonLine(JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`))).toBe("[[[[…]]]]");
});

it("writes any value on one line", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => !/[\n\r]/.test(jsonLine(value))));
});
