import { describe, expect, it } from "vitest";
import { type Manner, type Waiting, Waits } from "./waits.ts";

const TIMEOUT_MS = 10_000;
const PATIENCE_MS = 20_000;

/** Waits by a clock that goes on with what is waited for. */
const open = () => {
  let nowMs = 0;
  const waits = new Waits({ timeoutMs: TIMEOUT_MS, nowMs: () => nowMs });
  const begin = (traits: readonly string[], manner: Manner = "usually"): Waiting =>
    waits.begin({ manner, traits: () => new Set(traits), patienceMs: () => PATIENCE_MS });
  return {
    waits,
    /** A request that is answered after so long; gives how long it would have been waited for. */
    answer: (traits: readonly string[], latencyMs: number, manner?: Manner): number => {
      const waiting = begin(traits, manner);
      nowMs += latencyMs;
      waiting.end(latencyMs);
      return waiting.wait.limitMs;
    },
    /** A request that is not answered in time; gives how long it was waited for. `late` tells whether it is answered while it is listened. */
    hang: (traits: readonly string[], { manner, late = false }: { manner?: Manner; late?: boolean } = {}) => {
      const waiting = begin(traits, manner);
      const { limitMs, listenMs, onSettled } = waiting.wait;
      nowMs += limitMs;
      const listened = listenMs?.() ?? 0;
      waiting.end(null);
      if (listened > 0) onSettled?.(late);
      return { limitMs, heardMs: limitMs + listened, waiting };
    },
  };
};

describe("waits", () => {
  it("are for the whole timeout once, and then a multiple of what answers take, of what hangs alike", () => {
    const { answer, hang } = open();
    for (let count = 0; count < 50; count += 1) answer(["limit", `other ${count}`], 300);
    const hangs = Array.from({ length: 20 }, (_, count) => {
      const { limitMs } = hang(["bom", "limit", `other ${count}`]);
      answer(["limit"], 300);
      return limitMs;
    });
    expect(hangs.filter((ms) => ms === TIMEOUT_MS)).toHaveLength(1);
    for (const ms of hangs.slice(1)) expect(ms / 1_500).toBeCloseTo(1, 1);
  });

  it("are never shorter than a tenth of the timeout, nor longer than it", () => {
    const quick = open();
    for (let count = 0; count < 10; count += 1) quick.answer(["limit"], 1);
    quick.hang(["bom"]);
    quick.answer(["limit"], 1);
    expect(quick.hang(["bom"]).limitMs).toBe(TIMEOUT_MS / 10);
    const slow = open();
    for (let count = 0; count < 10; count += 1) slow.answer(["limit"], 8_000);
    slow.hang(["bom"]);
    slow.answer(["limit"], 8_000);
    expect(slow.hang(["bom"]).limitMs).toBe(TIMEOUT_MS);
  });

  it("are whole for other requests, and while nothing is answered", () => {
    const { waits, answer, hang } = open();
    answer(["limit"], 1);
    hang(["bom"]);
    expect(waits.needsSignOfLife(() => new Set(["bom"]))).toBe(true);
    expect(hang(["bom"]).limitMs).toBe(TIMEOUT_MS);
    waits.noteWell();
    expect(hang(["bom"]).limitMs).toBeLessThan(TIMEOUT_MS);
    expect(hang(["quote"]).limitMs).toBe(TIMEOUT_MS);
  });

  it("are whole again for what was answered after all", () => {
    const { answer, hang } = open();
    answer(["limit"], 1);
    hang(["bom"]);
    answer(["limit"], 1);
    expect(hang(["bom", "quote"], { late: true }).limitMs).toBeLessThan(TIMEOUT_MS);
    expect(hang(["bom", "quote"]).limitMs).toBe(TIMEOUT_MS);
    answer(["bom"], 1);
    expect(hang(["bom"]).limitMs).toBe(TIMEOUT_MS);
  });

  it("go on as listening: to the first of a kind with all patience, to what confirms it for the timeout", async () => {
    const { answer, hang } = open();
    answer(["limit"], 1);
    expect(hang(["bom"]).heardMs).toBe(PATIENCE_MS);
    answer(["limit"], 1);
    const again = hang(["bom"], { manner: "briefly" });
    expect(again).toMatchObject({ limitMs: 200, heardMs: TIMEOUT_MS });
    expect(await again.waiting.hangsForGood()).toBe(true);
    const late = hang(["bom"], { manner: "briefly", late: true });
    expect(await late.waiting.hangsForGood()).toBe(false);
  });

  it("prove nothing where the first of a kind was answered late", async () => {
    const { answer, hang } = open();
    answer(["limit"], 1);
    hang(["bom"], { late: true });
    answer(["limit"], 1);
    expect(await hang(["bom"], { manner: "briefly" }).waiting.hangsForGood()).toBe(false);
  });
});
