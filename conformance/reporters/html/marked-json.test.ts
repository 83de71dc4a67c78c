import { describe, expect, it } from "vitest";
import { indentedJson } from "./indented-json.ts";
import { markedJson } from "./marked-json.ts";

/** What is marked, and in which text. */
const markedIn = (text: string, ...pointers: readonly string[]) => {
  const { text: page } = markedJson(text, pointers);
  return {
    marked: [...page.matchAll(/<mark class="place">(.*?)<\/mark>/gs)].map(([, marked]) =>
      marked?.replaceAll("&quot;", '"'),
    ),
    rest: page.replaceAll(/<span.*?<\/span>|<\/?mark.*?>/g, "").replaceAll("&quot;", '"'),
  };
};

describe("JSON in a report", () => {
  it("is indented with its numbers, escapes and repeated members as they were sent", () => {
    expect(indentedJson('{"a":9007199254740993,"b":1.0,"b":"\\u0041","c":[],"d":{}}')).toBe(
      '{\n  "a": 9007199254740993,\n  "b": 1.0,\n  "b": "\\u0041",\n  "c": [],\n  "d": {}\n}',
    );
  });

  it("stays as it is where it is none, or nests too deep", () => {
    for (const text of ['{"a":1', "// a\n{}", `${"[".repeat(65)}${"]".repeat(65)}`])
      expect(indentedJson(text)).toBe(text);
  });

  it.each([
    ["a member with its name", ["/b"], ['"b": [1, {"c": null, "0": 2}]']],
    ["an item of a list", ["/b/0"], ["1"]],
    ["a member whose name is a number", ["/b/1/0"], ['"0": 2']],
    ["what lacks a member, where that is left out", ["/b/1/d"], ['{"c": null, "0": 2}']],
    ["several in their order, once", ["/b/1/c", "/a", "/a"], ['"a": 0', '"c": null']],
    ["what holds another place, and not that", ["/b/0", "/b"], ['"b": [1, {"c": null, "0": 2}]']],
    ["a name with a slash", ["/e~1f"], ['"e/f": 3']],
    ["nothing for the whole, or for a place that is not there", ["", "/x"], []],
  ])("is marked at %s", (_, pointers, marked) => {
    const text = '{"a": 0, "b": [1, {"c": null, "0": 2}], "e/f": 3}';
    expect(markedIn(text, ...pointers)).toEqual({ marked, rest: text });
  });

  it("is not marked where it is none", () => {
    expect(markedIn('{"a"', "/a")).toEqual({ marked: [], rest: '{"a"' });
  });
});
