import { expect, it } from "vitest";
import { overloadGuard } from "./overload-guard.ts";

it("takes so many requests at a time and no more", () => {
  const guard = overloadGuard(2);
  expect([guard.enter(), guard.enter(), guard.enter()]).toEqual([true, true, false]);
  guard.leave();
  expect([guard.inHand(), guard.enter(), guard.inHand()]).toEqual([1, true, 2]);
});
