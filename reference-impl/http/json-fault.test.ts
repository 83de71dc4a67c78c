import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonFault } from "./json-fault.ts";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe("the first fault of a text that is not JSON", () => {
  it.each([
    ["", 0, "Expecting value"],
    [" \n", 2, "Expecting value"],
    ["{", 1, "Expecting property name enclosed in double quotes"],
    ['{"limit": 5', 11, "Expecting ',' or '}'"],
    ['{"limit": }', 10, "Expecting value"],
    ['{"limit" 5}', 9, "Expecting ':'"],
    ["{limit: 5}", 1, "Expecting property name enclosed in double quotes"],
    ['{"a": 1,}', 8, "Expecting property name enclosed in double quotes"],
    ["[1,]", 3, "Expecting value"],
    ["[1 2]", 3, "Expecting ',' or ']'"],
    ["[1}", 2, "Expecting ',' or ']'"],
    ["{} {}", 3, "Extra data"],
    ["01", 1, "Extra data"],
    ["[+1]", 1, "Expecting value"],
    ["[1.]", 2, "Expecting ',' or ']'"],
    ["[.5]", 1, "Expecting value"],
    ["[nul]", 1, "Expecting value"],
    ["NaN", 0, "Expecting value"],
    ["'x'", 0, "Expecting value"],
    ['["abc', 1, "Unterminated string"],
    ['"a\nb"', 2, "Invalid control character"],
    ['"a\\x"', 2, "Invalid escape"],
    ['"\\u12g4"', 1, "Invalid escape"],
    ["\u00a01", 0, "Expecting value"],
  ])("in %j is at %d: %s", (text, at, problem) => {
    expect(findJsonFault(text)).toEqual({ at, problem });
  });

  it("is there exactly where the text is not JSON", () => {
    const json = fc.json();
    const broken = fc
      .tuple(json, fc.nat(), fc.constantFrom("", ...'{}[]",:\\0-+.eEtn \n\u0000'))
      .map(([text, at, put]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + 1);
      });
    fc.assert(
      fc.property(fc.oneof(json, broken, fc.string()), (text) => {
        expect(findJsonFault(text) === null).toBe(isJson(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it("is found at any depth", () => {
    expect(findJsonFault("[".repeat(200_000))).toEqual({ at: 200_000, problem: "Expecting value" });
  });
});
