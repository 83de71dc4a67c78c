import { describe, expect, it } from "vitest";
import { Doubts } from "./doubts.ts";

describe("what has to stay still before a preview is blamed", () => {
  it("is watched for no longer than usual where it was never left open who wrote", () => {
    const doubts = new Doubts();
    expect([doubts.areNone, doubts.watchMs(5000)]).toEqual([true, 0]);
  });

  it("is watched for half as long again as since it was left open last, so that who writes time and again is seen", () => {
    const doubts = new Doubts();
    doubts.note(1000);
    expect([doubts.areNone, doubts.watchMs(3000)]).toEqual([false, 3000]);
    doubts.note(2500);
    expect(doubts.watchMs(3000)).toBe(750);
  });

  it("is left open where that would take too long", () => {
    const doubts = new Doubts();
    doubts.note(1000);
    expect(doubts.watchMs(41_000)).toBe(60_000);
    expect(doubts.watchMs(42_000)).toBeNull();
  });
});

it("that previews did all that they promised, and nothing else, is beyond chance the third time in a row", () => {
  const doubts = new Doubts();
  expect([true, true, false, true, true, true].map((isKept) => doubts.noteKept(isKept))).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
});
