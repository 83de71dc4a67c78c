import { describe, expect, it } from "vitest";
import { compareStored, differences, type Ledger, type StoredIds } from "./ledger.ts";

const BEFORE: StoredIds = new Map([
  [1, null],
  [2, null],
  [3, "c"],
]);

const compared = (ledger: Partial<Ledger>, now: readonly (readonly [number, string])[]) =>
  compareStored({ updated: new Map(), unanswered: new Set(), ...ledger }, BEFORE, new Map([...BEFORE, ...now]));

describe("a difference", () => {
  it("is none where what was answered is stored, and what was not answered may be", () => {
    const difference = compared({ updated: new Map([[1, ["a"]]]), unanswered: new Set([2]) }, [
      [1, "a"],
      [2, "b"],
    ]);
    expect(difference).toMatchObject({ answered: 1, stored: 2, storedUnanswered: 1 });
    expect(differences(difference)).toBe(0);
  });

  it.each([
    ["lost", { updated: new Map([[1, ["a"]]]) }, []],
    ["lost", { updated: new Map([[1, ["a"]]]) }, [[1, "b"]]],
    ["unsaid", {}, [[2, "b"]]],
    ["twice", { updated: new Map([[1, ["a", "a"]]]) }, [[1, "a"]]],
    ["shared", { updated: new Map([[1, ["c"]]]) }, [[1, "c"]]],
  ] as const)("is %s of %o and %o", (kind, ledger, now) => {
    const difference = compared(ledger, now);
    expect(differences(difference)).toBe(1);
    expect(difference[kind]).toHaveLength(1);
  });
});
