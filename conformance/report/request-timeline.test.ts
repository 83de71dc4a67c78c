import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../cases/exchange.ts";
import { RequestTimeline } from "./request-timeline.ts";

const answered = (status: number, latencyMs = 1): Outcome => ({
  kind: "response",
  status,
  headers: {},
  body: new Uint8Array(),
  latencyMs,
});
const dropped: Outcome = { kind: "fault", fault: "dropped", detail: "", latencyMs: 7.126 };

describe("the timeline of requests", () => {
  it("counts requests, failures and the slowest of each stretch of time", () => {
    const timeline = new RequestTimeline();
    timeline.add(0, answered(200, 3));
    timeline.add(99, answered(422, 2));
    timeline.add(240, answered(500, 1));
    timeline.add(250, dropped);
    expect(timeline.summary).toEqual({
      stretchMs: 100,
      stretches: [
        { requests: 2, failures: 0, slowestMs: 3 },
        { requests: 0, failures: 0, slowestMs: 0 },
        { requests: 2, failures: 2, slowestMs: 7.13 },
      ],
    });
  });

  it("stays small and loses no request, however long the run", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 86_400_000 }), { minLength: 1 }), (times) => {
        const timeline = new RequestTimeline();
        for (const atMs of times) timeline.add(atMs, answered(200));
        const { stretchMs, stretches } = timeline.summary;
        expect(stretches.length).toBeLessThanOrEqual(120);
        expect(stretches.length).toBe(Math.floor(Math.max(...times) / stretchMs) + 1);
        expect(stretches.reduce((sum, { requests }) => sum + requests, 0)).toBe(times.length);
      }),
    );
  });

  it("of shards is that of the whole run", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.boolean())), (sent) => {
        const [whole, one, other, merged] = Array.from({ length: 4 }, () => new RequestTimeline());
        for (const [atMs, isMine] of sent) {
          whole?.add(atMs, answered(200));
          (isMine ? one : other)?.add(atMs, answered(200));
        }
        if (one !== undefined && other !== undefined) for (const shard of [one, other]) merged?.addAll(shard.summary);
        expect(merged?.summary).toEqual(whole?.summary);
      }),
    );
  });
});
