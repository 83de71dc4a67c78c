import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ignoredProperties } from "./ignored-properties.ts";

describe("the header of ignored properties", () => {
  it.each<[readonly string[], string | null]>([
    [[], null],
    [["dryRun"], "dryRun"],
    [["dryRun", "dry-run"], "dryRun, dry-run"],
    [["a b", "ä", "100%"], "a%20b, %C3%A4, 100%25"],
    [["(x)", "a,b", 'say "hi"'], "%28x%29, a%2Cb, say%20%22hi%22"],
    [["__proto__"], "__proto__"],
    [["\ud800"], "%EF%BF%BD"],
    [["\r\nset-cookie: a=b"], "%0D%0Aset-cookie%3A%20a%3Db"],
    [["", "x"], '"", x'],
  ])("for %j is %j", (names, value) => {
    expect(ignoredProperties(names)).toBe(value);
  });

  it("is short, and fit for a header, whatever the names", () => {
    const names = fc.array(fc.string({ unit: "binary", maxLength: 2_000 }), { maxLength: 300 });
    fc.assert(
      fc.property(names, (given) => {
        const value = ignoredProperties(given) ?? "";
        expect(value).toMatch(/^[\w!#$%&'*+.^`|~, "-]*$/);
        expect(value.length).toBeLessThanOrEqual(1_003);
      }),
    );
  });
});
