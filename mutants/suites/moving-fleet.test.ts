import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PhaseName, Report } from "../../conformance/index.ts";
import { startMovingFleet } from "../variants/moving-fleet.ts";
import { complaints, gate } from "./gate.ts";

let server: Awaited<ReturnType<typeof startMovingFleet>>;
beforeEach(async () => {
  server = await startMovingFleet(Date.now);
});
afterEach(() => server.close());

const held = async (cases: number, allowWrites: boolean, ...phases: readonly PhaseName[]): Promise<Report> => {
  const report = await gate({ url: new URL(server.url), key: null, allowWrites }, cases, { phases });
  expect(complaints(report, "must")).toEqual([]);
  expect(report.laws.filter((law) => law.verdict === "harness-error")).toEqual([]);
  return report;
};

describe("a fleet that changes by itself ten times a second", () => {
  it("gets no must finding of 20,000 requests", async () => {
    const report = await held(25_000, false, "probe", "boundary", "relations");
    expect(report.requests).toBeGreaterThan(20_000);
  });

  it("gets none of requests that write either", async () => {
    const { laws } = await held(20_000, true, "probe", "writes");
    const evidenceOf = (law: string): number => laws.find(({ id }) => id === law)?.evidence ?? 0;
    expect(evidenceOf("update-is-kept")).toBeGreaterThan(0);
    expect(evidenceOf("preview-is-what-happens")).toBeGreaterThan(0);
  });
});
