import { describe, expect, it } from "vitest";
import { differenceOf } from "./difference.ts";

const textsOf = (expected: string, actual: string): readonly [string, string] => {
  const difference = differenceOf(expected, actual);
  return [difference.expected.text, difference.actual.text];
};

describe("the difference of two texts", () => {
  it("is marked in each, word by word", () => {
    expect(textsOf("the id stays abc for good", "the id stays xyz for good")).toEqual([
      'the id stays <mark class="removed">abc</mark> for good',
      'the id stays <mark class="added">xyz</mark> for good',
    ]);
  });

  it("is not marked where they have little in common, or are too long to read", () => {
    expect(textsOf("12, the number of items", "78")).toEqual(["12, the number of items", "78"]);
    const long = "word ".repeat(500);
    expect(textsOf(`${long}a`, `${long}b`)).toEqual([`${long}a`, `${long}b`]);
  });

  it("is markup of ours alone", () => {
    expect(textsOf("<b> is <i> and more words", "<b> is <u> and more words").join("")).not.toMatch(/<[biu]>/);
  });
});
