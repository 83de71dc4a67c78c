import { describe, expect, it } from "vitest";
import { HangTime } from "./hang-time.ts";

describe("the time for what hangs", () => {
  it("is a share of the run, and twenty seconds of any", async () => {
    let elapsedMs = 5_000;
    const time = new HangTime(() => elapsedMs);
    await time.spend(async () => {
      elapsedMs += 19_999;
      expect(time.isOver).toBe(false);
      elapsedMs += 1;
      expect(time.isOver).toBe(true);
    });
    expect(time.isOver).toBe(true);
    elapsedMs = 80_001;
    expect(time.isOver).toBe(false);
  });
});
