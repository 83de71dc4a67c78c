import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, it } from "vitest";
import { InFlightLimit } from "./in-flight-limit.ts";

interface Served {
  readonly latencyMs: number;
  readonly kind?: string;
  readonly isPutOff?: boolean;
}

/** What a server does with a request, of which so many are in flight; `chance` is from 0 to 1. */
type Server = (inFlight: number, chance: () => number, sent: number) => Served;

/** Keeps as much in flight as may be until so many were answered, and gives the limits that there were. */
const limitsAt = (server: Server, count = 2_000, most = 16): readonly number[] => {
  const random = xoroshiro128plus(7);
  const limit = new InFlightLimit(most);
  const underWay: { readonly endsAtMs: number; readonly inFlight: number; readonly served: Served }[] = [];
  const limits: number[] = [];
  let nowMs = 0;
  for (let sent = 0; limits.length < count; ) {
    while (underWay.length < limit.limit) {
      const inFlight = underWay.length + 1;
      const served = server(inFlight, () => uniformFloat64(random), sent);
      underWay.push({ endsAtMs: nowMs + served.latencyMs, inFlight, served });
      sent += 1;
    }
    underWay.sort((one, other) => one.endsAtMs - other.endsAtMs);
    const first = underWay.shift();
    if (first === undefined) break;
    nowMs = first.endsAtMs;
    limit.note({ kind: "200", isPutOff: false, ...first.served, inFlight: first.inFlight });
    limits.push(limit.limit);
  }
  return limits;
};

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const settled = (limits: readonly number[]): number => mean(limits.slice(-1_000));

describe("how many may be in flight", () => {
  it("begins with one, and is soon all of them at a server that takes no longer for more", () => {
    const limits = limitsAt(() => ({ latencyMs: 200 }), 200);
    expect(limits[0]).toBe(1);
    expect(limits.at(-1)).toBe(16);
    expect(Math.max(...limits)).toBe(16);
  });

  it.each([
    ["that answers one after the other", 1, 1, 2],
    ["with four places", 4, 4, 7],
  ])("is few at a server %s", (_, places, least, most) => {
    const limits = limitsAt((inFlight) => ({ latencyMs: 100 * Math.max(1, inFlight / places) }));
    expect(settled(limits)).toBeGreaterThanOrEqual(least);
    expect(settled(limits)).toBeLessThanOrEqual(most);
  });

  it.each<[string, Server]>([
    ["by chance", (_, chance) => ({ latencyMs: 20 + 300 * chance() })],
    ["exponentially", (_, chance) => ({ latencyMs: -100 * Math.log(1 - chance()) })],
    ["between fast and slow", (_, chance) => ({ latencyMs: chance() < 0.5 ? 5 : 150 })],
    ["by pauses now and then", (_, chance) => ({ latencyMs: chance() < 0.01 ? 5_000 : 80 })],
    ["by what it was asked", (_, chance) => (chance() < 0.3 ? { latencyMs: 900, kind: "slow" } : { latencyMs: 40 })],
    [
      "by what it was asked, in long turns",
      (_, __, sent) => ({ latencyMs: sent % 600 < 300 ? 40 : 300, kind: sent % 600 < 300 ? "a" : "b" }),
    ],
  ])("is hardly lowered by answers that differ %s", (_, server) => {
    expect(settled(limitsAt(server, 4_000))).toBeGreaterThan(12);
  });

  it("is that of before once a server that became slower for good was tried alone", () => {
    const limits = limitsAt((_, __, sent) => ({ latencyMs: sent < 500 ? 50 : 400 }), 3_000);
    expect(Math.min(...limits.slice(500))).toBe(1);
    expect(limits.at(-1)).toBe(16);
  });

  it("does not mind milliseconds", () => {
    expect(limitsAt((inFlight) => ({ latencyMs: inFlight }), 500).at(-1)).toBe(16);
  });

  it("is lower where more are answered 429 or 503", () => {
    const limits = limitsAt((inFlight) => ({ latencyMs: 30, isPutOff: inFlight > 5 }));
    expect(settled(limits)).toBeGreaterThan(2.5);
    expect(settled(limits)).toBeLessThan(7);
  });

  it("is not lowered for good by answers 503 that come even to one at a time", () => {
    expect(limitsAt((_, __, sent) => ({ latencyMs: 30, isPutOff: sent % 5 === 0 }), 3_000).at(-1)).toBe(16);
  });

  it("is not raised while not used", () => {
    const limit = new InFlightLimit(16);
    for (let sent = 0; sent < 500; sent += 1) limit.note({ latencyMs: 100, kind: "200", inFlight: 1, isPutOff: false });
    expect(limit.limit).toBeLessThanOrEqual(4);
  });
});
