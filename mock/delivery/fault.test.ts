import { describe, expect, it } from "vitest";
import { faultRatesFrom } from "./fault.ts";
import { seededRandom } from "./random.ts";

const drawn = (text: string): ReadonlyMap<string | null, number> => {
  const random = seededRandom(3);
  const rates = faultRatesFrom(text);
  if (rates === null) throw new Error(`${text} is no rate`);
  const counts = new Map<string | null, number>();
  for (let count = 0; count < 10_000; count += 1) {
    const fault = rates.next(random);
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  return counts;
};

describe("fault rates", () => {
  it("spread one rate evenly over all kinds", () => {
    const counts = drawn("0.2");
    for (const fault of ["reset", "stall", "truncate", "503"])
      expect(Math.abs((counts.get(fault) ?? 0) - 500)).toBeLessThan(100);
  });

  it("give each kind that is named its own", () => {
    const counts = drawn("reset=0.1,503=0.3");
    expect(Math.abs((counts.get("reset") ?? 0) - 1_000)).toBeLessThan(120);
    expect(Math.abs((counts.get("503") ?? 0) - 3_000)).toBeLessThan(200);
    expect(counts.has("stall")).toBe(false);
  });

  it.each(["off", "0"])("are none at all: %s", (text) => {
    expect([...drawn(text).keys()]).toEqual([null]);
  });

  it("befall every answer at 1", () => {
    expect([...drawn("503=1").keys()]).toEqual(["503"]);
  });

  it.each([
    "",
    "2",
    "-1",
    "often",
    "reset",
    "reset=2",
    "crash=0.1",
    "reset=0.6,stall=0.6",
    "reset=0.1,reset=0.1",
    "reset=0.1=2",
  ])("are not %j", (text) => {
    expect(faultRatesFrom(text)).toBeNull();
  });
});
