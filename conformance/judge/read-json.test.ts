import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "./read-json.ts";

const BIG = "1152921504606846977";

describe("JSON that was answered", () => {
  it("keeps integers that a double would round, however they are spelled", () => {
    for (const text of [BIG, `${BIG}.0`, `${BIG}0e-1`, "1152921504606.846977E+6", `[${BIG}]`, `{"a":\n ${BIG}}`]) {
      const { exact } = readJson(text);
      expect(typeof exact === "object" ? Object.values(exact ?? {}) : [exact]).toEqual([BigInt(BIG)]);
    }
    expect(readJson(`-${BIG}`).exact).toBe(-BigInt(BIG));
  });

  it("gives doubles for all else, and for those alone who want doubles", () => {
    const text = `{"a":[1,1e2,-0,1.5,0.1e-20,"${BIG}",":${BIG}"],"b":9007199254740991}`;
    expect(readJson(text).exact).toEqual(JSON.parse(text));
    expect(readJson(`{"a":${BIG}}`).rounded).toEqual({ a: Number(BIG) });
  });

  it("tells all integers apart", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(-(2n ** 80n), 2n ** 80n)), (integers) => {
        const { exact } = readJson(`{"ids": [${integers.join(", ")}]}`);
        expect(exact).toEqual({
          ids: integers.map((one) => (Number.isSafeInteger(Number(one)) ? Number(one) : one)),
        });
      }),
    );
  });

  it("has an integer beyond doubles finite, for no JSON is infinite", () => {
    expect(readJson("[1e400,-1e400]")).toEqual({
      exact: [10n ** 400n, -(10n ** 400n)],
      rounded: [Number.MAX_VALUE, -Number.MAX_VALUE],
    });
  });

  it("is read in no time whatever its numbers and its depth", () => {
    const deep = `${"[".repeat(100_000)}${BIG}${"]".repeat(100_000)}`;
    expect(readJson(deep).exact).toBeInstanceOf(Array);
    expect(readJson("1e999999999").exact).toBe(Number.POSITIVE_INFINITY);
    expect(readJson("9".repeat(100_000)).exact).toBe(Number.POSITIVE_INFINITY);
    expect(readJson(`0.${"0".repeat(4_000_000)}1`).exact).toBe(0);
  });

  it("is refused where it is none", () => {
    expect(() => readJson("NaN")).toThrow(SyntaxError);
  });
});
