import { describe, expect, it } from "vitest";
import type { Violation } from "../laws/judgement.ts";
import { isBelievable } from "./is-believable.ts";

const told = (cvm: number, actual: string): Violation => ({
  message: `CVM ${cvm} differs.`,
  expected: "none",
  actual,
  discriminator: "same for all",
});

describe("what a case shows time after time", () => {
  it("is believed of one answer once it was seen again, whatever it says", () => {
    expect(isBelievable([told(1, "a")], false)).toBe(false);
    expect(isBelievable([told(1, "a"), told(2, "b")], false)).toBe(true);
  });

  it.each<[string, boolean, readonly Violation[]]>([
    ["the same twice", false, [told(1, "a"), told(1, "a")]],
    ["the same three times", true, [told(1, "a"), told(1, "a"), told(1, "a")]],
    ["the same three times among others", true, [told(1, "a"), told(2, "a"), told(1, "a"), told(1, "b"), told(1, "a")]],
    ["another CVM each time", false, [1, 2, 3, 4, 5, 6, 7].map((cvm) => told(cvm, "a"))],
    ["one CVM with another value four times", false, ["a", "b", "c", "d"].map((value) => told(1, value))],
    ["one CVM with another value five times", true, ["a", "b", "c", "d", "e"].map((value) => told(1, value))],
  ])("between several answers, where it is %s: %s", (_, isBelieved, violations) => {
    expect(isBelievable(violations, true)).toBe(isBelieved);
  });
});
