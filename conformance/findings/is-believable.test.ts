import { describe, expect, it } from "vitest";
import type { Violation } from "../cases/judgement.ts";
import { isBelievable, type Subject } from "./is-believable.ts";

const told = (cvm: number, actual: string): Violation => ({
  message: `CVM ${cvm} differs.`,
  expected: "none",
  actual,
  discriminator: "same for all",
});

describe("what a case shows time after time", () => {
  const times = (count: number, make: (time: number) => Violation) =>
    Array.from({ length: count }, (_, time) => make(time));

  it("is believed of one answer once it was seen again, whatever it says", () => {
    expect(isBelievable([told(1, "a")], "answer")).toBe(false);
    expect(isBelievable([told(1, "a"), told(2, "b")], "answer")).toBe(true);
  });

  it("is no failure that came three times in a row, which happens by chance, and one that came four times", () => {
    const failures = Array.from({ length: 4 }, () => told(1, "503"));
    expect(isBelievable(failures.slice(1), "failure")).toBe(false);
    expect(isBelievable(failures, "failure")).toBe(true);
  });

  it.each<[string, Subject, boolean, readonly Violation[]]>([
    ["the same four times", "comparison", false, times(4, () => told(1, "a"))],
    ["the same five times", "comparison", true, times(5, () => told(1, "a"))],
    ["the same twice", "race", false, times(2, () => told(1, "a"))],
    ["the same three times among others", "race", true, [told(1, "a"), told(2, "a"), told(1, "a"), told(1, "a")]],
    ["another CVM each time", "comparison", false, times(7, (time) => told(time, "a"))],
    ["one CVM with another value six times", "comparison", false, times(6, (time) => told(1, `${time}`))],
    ["one CVM with another value seven times", "comparison", true, times(7, (time) => told(1, `${time}`))],
  ])("between several answers, where it is %s, in a %s: %s", (_, subject, isBelieved, violations) => {
    expect(isBelievable(violations, subject)).toBe(isBelieved);
  });
});
