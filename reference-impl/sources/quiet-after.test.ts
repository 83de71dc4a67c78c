import { describe, expect, it } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { quietAfter } from "./quiet-after.ts";

const settled = (): Promise<void> => new Promise(setImmediate);

const watched = (promise: Promise<void>): { isOver: boolean } => {
  const state = { isOver: false };
  promise.then(
    () => {
      state.isOver = true;
    },
    () => {},
  );
  return state;
};

describe("quiet", () => {
  it("is there at once while nothing is under way", async () => {
    const clock = manualClock();
    await quietAfter(clock, 20).quiet();
    expect(clock.sleepers()).toBe(0);
  });

  it("comes when all that is under way has settled, well or badly", async () => {
    const clock = manualClock();
    const { during, quiet } = quietAfter(clock, 20);
    const [good, bad] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
    const work = [during(good.promise), during(bad.promise).catch(() => -1)];
    const waiting = watched(quiet());
    good.resolve(1);
    await settled();
    expect(waiting.isOver).toBe(false);
    bad.reject(new Error("no"));
    await settled();
    expect(waiting.isOver).toBe(true);
    expect(await Promise.all(work)).toEqual([1, -1]);
    expect(clock.sleepers()).toBe(0);
  });

  it("is not waited for longer than was said", async () => {
    const clock = manualClock();
    const { during, quiet } = quietAfter(clock, 20);
    void during(new Promise(() => {}));
    const waiting = watched(quiet());
    clock.advance(19);
    await settled();
    expect(waiting.isOver).toBe(false);
    clock.advance(1);
    await settled();
    expect(waiting.isOver).toBe(true);
  });
});
