import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BodyText, MAX_BODY_BYTES, MAX_DEPTH, readBodyText } from "./i-json.ts";

const read = (text: string): BodyText => readBodyText(new TextEncoder().encode(text));
const straysOf = (text: string): readonly string[] => read(text).irregularities;
const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

describe("reading a body as I-JSON", () => {
  it("reads any I-JSON text as JSON.parse does, and finds nothing odd in it", () => {
    const key = fc.string({ unit: "grapheme" });
    const leaf = fc.oneof(
      fc.constantFrom(null, true, false),
      fc.integer(),
      fc.string({ unit: "grapheme" }),
      fc.integer({ min: -9999, max: 9999 }).map((value) => value / 64),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 6 }, leaf, fc.array(tie("tree")), fc.dictionary(key, tie("tree"))),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(read(text)).toEqual({
          value: JSON.parse(text),
          irregularities: [],
          hasIntegerAsFraction: false,
          isCutShort: false,
        });
      }),
    );
  });

  it.each([
    ["\uFEFF{}", "byte-order-mark"],
    ['{"a":1,"a":2}', "duplicate-keys"],
    ['{"a":1,"\\u0061":2}', "duplicate-keys"],
    ['{"x":{"b":[{"a":1, "b":{}, "a":2}]}}', "duplicate-keys"],
    ['{"a":"\\ud800"}', "lone-surrogate"],
    ['{"\\udc00":1}', "lone-surrogate"],
    ['["\uFFFF"]', "noncharacter"],
    ['["\\ufdd0"]', "noncharacter"],
    ["9007199254740993", "imprecise-number"],
    ["1e400", "imprecise-number"],
    ["[1e-400]", "imprecise-number"],
    ["5.0000000000000001", "imprecise-number"],
    [nested(MAX_DEPTH + 1), "too-deep"],
    ["[1,]", "malformed-json"],
    ["", "malformed-json"],
    [" \n", "malformed-json"],
  ])("says of %j that it has %s, and nothing more", (text, irregularity) => {
    expect(straysOf(text)).toEqual([irregularity]);
  });

  it.each([
    '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}',
    '["a","a"]',
    '{"a":"a","b":"{\\"a\\":1,\\"a\\":2}"}',
    '["\\ud83e\\uddea","\uFFFD"]',
    "[9007199254740991,-0,0.0,0e5,1e2,5.0,123456789.012345]",
    nested(MAX_DEPTH),
    `"${"[".repeat(MAX_DEPTH + 1)}"`,
  ])("finds nothing odd in %j", (text) => {
    expect(straysOf(text)).toEqual([]);
  });

  it.each(["1.0", "1e0", "10e-1", "-5.00E+1", '{"a":[{"b":0.0}]}'])("sees the whole number in %j", (text) => {
    expect(read(text)).toMatchObject({ irregularities: [], hasIntegerAsFraction: true });
  });

  it.each(["1", "-0", "1.5", "1e-1", '["1.0"]', '{"1.0":1}', "[1.0,]"])(
    "sees none spelled as a fraction in %j",
    (text) => {
      expect(read(text).hasIntegerAsFraction).toBe(false);
    },
  );

  it("finds bytes that are no UTF-8, whether the rest is JSON or not", () => {
    expect(readBodyText(Uint8Array.of(0x22, 0xff, 0x22)).irregularities).toEqual(["invalid-utf-8"]);
    expect(readBodyText(Uint8Array.of(0x22, 0xff)).irregularities).toEqual(["invalid-utf-8", "malformed-json"]);
    // A surrogate encoded in UTF-8 (CESU-8) is no UTF-8 either.
    expect(readBodyText(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)).irregularities).toEqual(["invalid-utf-8"]);
  });

  it("counts bytes, not characters, for the size", () => {
    const filler = "é".repeat((MAX_BODY_BYTES - 2) / 2);
    expect(straysOf(`"${filler}"`)).toEqual([]);
    expect(straysOf(`"${filler}x"`)).toEqual(["too-large"]);
  });

  it("survives bottomless nesting, closed or not", () => {
    expect(straysOf(nested(200_000))).toEqual(["too-deep"]);
    const open = read("[".repeat(200_000));
    expect(open.irregularities).toEqual(["malformed-json", "too-deep"]);
    expect(open.isCutShort).toBe(true);
  });

  it("draws the line at the same depth in text that is no JSON", () => {
    expect(straysOf("[".repeat(MAX_DEPTH))).toEqual(["malformed-json"]);
    expect(straysOf("[".repeat(MAX_DEPTH + 1))).toEqual(["malformed-json", "too-deep"]);
    expect(straysOf(`${"[".repeat(MAX_DEPTH)}"`)).toEqual(["malformed-json"]);
    expect(straysOf(`${"[".repeat(MAX_DEPTH + 1)}"`)).toEqual(["malformed-json", "too-deep"]);
  });

  it.each(['{"a":1', '["a"', '"a', '{"a":"b\\"}', "[{}", '{"a":'])("sees that %j is cut short", (text) => {
    expect(read(text).isCutShort).toBe(true);
  });

  it.each(["{}}", "{} {}", "{'a':1}", "[1,]", "{a:1}", "NaN", ""])(
    "leaves %j to readers more lenient than JSON",
    (text) => {
      expect(read(text)).toMatchObject({ value: undefined, isCutShort: false });
    },
  );

  it("reads any bytes without throwing", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc
            .array(fc.constantFrom(...'{}[]":,\\u0dD8eE+-.1tfn \uFEFF'), { maxLength: 40 })
            .map((chars) => Buffer.from(chars.join(""))),
        ),
        (bytes) => {
          const { value, irregularities } = readBodyText(bytes);
          expect(value === undefined).toBe(irregularities.includes("malformed-json"));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
