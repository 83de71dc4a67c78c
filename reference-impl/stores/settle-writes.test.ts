import { describe, expect, it } from "vitest";
import { settleWrites } from "./settle-writes.ts";

describe("writes in order", () => {
  it("may take what an earlier one gave up, and tell of whom", () => {
    const { outcomes, changed, givenUp } = settleWrites(
      new Map([
        [1, "a"],
        [2, null],
      ]),
      [
        { cvmId: 1, expected: "a", next: "b" },
        { cvmId: 2, expected: null, next: "a" },
      ],
    );
    expect([...outcomes.values()]).toEqual([{ kind: "written" }, { kind: "written" }]);
    expect([...changed]).toEqual([
      [1, "b"],
      [2, "a"],
    ]);
    expect(givenUp).toEqual([1]);
  });

  it("may not take what a later one gives up", () => {
    const { outcomes, changed, givenUp } = settleWrites(
      new Map([
        [1, "a"],
        [2, null],
      ]),
      [
        { cvmId: 2, expected: null, next: "a" },
        { cvmId: 1, expected: "a", next: "b" },
      ],
    );
    expect([...outcomes.values()]).toEqual([{ kind: "taken" }, { kind: "written" }]);
    expect([...changed]).toEqual([[1, "b"]]);
    expect(givenUp).toEqual([]);
  });
});
