import { describe, expect, it } from "vitest";
import { Pace } from "./pace.ts";

/** A clock that goes forward only where somebody waits. */
const clock = () => {
  let now = 0;
  return {
    holds: false,
    nowMs: () => now,
    wait: async (ms: number): Promise<void> => {
      now += ms;
    },
  };
};

const REFUSED = { tries: 1, letThroughBefore: 0, pauseMs: 1_000 };

/** Sends so many requests one after the other to a server that lets so many through a second, and gives what it took. */
const sendAll = async (count: number, perSecond: number, limit: number | null = null, holds = false) => {
  const time = clock();
  const pace = new Pace({ ...time, perSecond: limit, holds });
  const came: number[] = [];
  let unanswered = 0;
  for (let sent = 0; sent < count; sent += 1) {
    const letThroughBefore = pace.letThrough;
    for (let tries = 1; ; tries += 1) {
      await pace.take(Number.POSITIVE_INFINITY);
      await time.wait(1);
      const nowMs = time.nowMs();
      if (came.filter((atMs) => atMs > nowMs - 1_000).length < perSecond) {
        came.push(nowMs);
        pace.admit(tries);
        break;
      }
      if (pace.refuse({ tries, sentAtMs: nowMs - 1, letThroughBefore, pauseMs: 1_000 })) continue;
      unanswered += 1;
      break;
    }
  }
  return { pace, seconds: time.nowMs() / 1_000, unanswered };
};

describe("the pace of a target", () => {
  it("is that of its answers while it refuses nothing, and nobody waits", async () => {
    const { pace, seconds } = await sendAll(500, 10_000);
    expect(pace).toMatchObject({ perSecond: null, refusals: 0 });
    expect(seconds).toBeCloseTo(0.5);
  });

  it("is never faster than the user allows", async () => {
    const { pace, seconds } = await sendAll(100, 10_000, 20);
    expect(seconds).toBeGreaterThan(4.9);
    expect(pace.perSecond).toBe(20);
  });

  it.each([5, 50])(
    "gets every request an answer from a target that lets %d through a second, in little more time than that takes",
    async (limit) => {
      const { pace, seconds, unanswered } = await sendAll(limit * 60, limit);
      expect(unanswered).toBe(0);
      expect(pace.refusals).toBeLessThan(limit * 6);
      expect(pace.refusals).toBeGreaterThan(0);
      expect(seconds).toBeLessThan(60 * 2);
    },
  );

  it("comes near what a target lets through", async () => {
    const { pace } = await sendAll(300, 5);
    expect(pace.perSecond).toBeGreaterThan(2.5);
    expect(pace.perSecond).toBeLessThan(6.5);
  });

  it.each([5, 20])(
    "keeps, where it is to hold, to nearly the %d that a target lets through a second, and is hardly refused any more",
    async (limit) => {
      const { pace, seconds, unanswered } = await sendAll(limit * 300, limit, null, true);
      expect(unanswered).toBe(0);
      expect(pace.refusals).toBeLessThan(limit * 300 * 0.02);
      expect(seconds).toBeLessThan(300 / 0.8);
    },
  );

  it("recovers from a refusal that was none of the pace", async () => {
    const time = clock();
    const pace = new Pace({ perSecond: null, ...time });
    pace.refuse({ ...REFUSED, sentAtMs: 0 });
    for (let sent = 0; sent < 100; sent += 1) {
      await pace.take(Number.POSITIVE_INFINITY);
      pace.admit(1);
    }
    expect(pace.perSecond).toBeGreaterThan(1_000);
  });

  it("is not lowered by a target that refuses one in thirty whatever the pace", async () => {
    const time = clock();
    const pace = new Pace({ perSecond: null, ...time });
    for (let sent = 0; sent < 3_000; sent += 1) {
      await pace.take(Number.POSITIVE_INFINITY);
      await time.wait(1);
      if (sent > 60 && sent % 30 === 0)
        pace.refuse({ tries: 1, sentAtMs: time.nowMs() - 1, letThroughBefore: 0, pauseMs: 0 });
      else pace.admit(1);
    }
    expect(pace.perSecond).toBeNull();
  });

  it("stands still for as long as is asked, ten seconds at most, and for all", async () => {
    const time = clock();
    const pace = new Pace({ perSecond: null, ...time });
    expect(pace.refuse({ ...REFUSED, sentAtMs: 0, pauseMs: 3_000 })).toBe(true);
    await pace.take(Number.POSITIVE_INFINITY);
    expect(time.nowMs()).toBe(3_000);
    pace.refuse({ ...REFUSED, sentAtMs: 3_000, pauseMs: 3_600_000 });
    await pace.take(Number.POSITIVE_INFINITY);
    expect(time.nowMs()).toBe(13_000);
  });

  it("is lowered once by what was refused at the same time", () => {
    const pace = new Pace({ perSecond: null, ...clock() });
    pace.refuse({ ...REFUSED, sentAtMs: 0 });
    const { perSecond } = pace;
    pace.refuse({ ...REFUSED, sentAtMs: -1 });
    expect(pace.perSecond).toBe(perSecond);
  });

  it("lets nothing go out after the time is over", async () => {
    const time = clock();
    const pace = new Pace({ perSecond: null, ...time });
    pace.refuse({ ...REFUSED, sentAtMs: 0, pauseMs: 9_000 });
    expect(await pace.take(2_000)).toBe(false);
    expect(time.nowMs()).toBe(2_000);
  });

  it("waits for no request for ever", () => {
    const pace = new Pace({ perSecond: null, ...clock() });
    const again = [1, 2, 3, 4, 5].map((tries) => pace.refuse({ ...REFUSED, tries, sentAtMs: 0 }));
    expect(again).toEqual([true, true, true, true, false]);
  });

  it("does not wait on requests that are refused whatever the pace, and looks into some of them all the same", () => {
    const pace = new Pace({ perSecond: null, ...clock() });
    /** How often a request is sent that is always refused, while another is let through. */
    const sendings = (): number => {
      const letThroughBefore = pace.letThrough;
      pace.admit(1);
      for (let tries = 1; ; tries += 1)
        if (!pace.refuse({ tries, sentAtMs: 0, letThroughBefore, pauseMs: 1_000 })) return tries;
    };
    expect([sendings(), sendings(), sendings(), sendings()]).toEqual([5, 2, 1, 1]);
    expect(pace.perSecond).toBeNull();
    const later = Array.from({ length: 100 }, sendings);
    expect(later.filter((tries) => tries === 2).length).toBeGreaterThan(2);
    expect(Math.max(...later)).toBe(2);
    pace.admit(2);
    expect(sendings()).toBe(5);
  });
});
