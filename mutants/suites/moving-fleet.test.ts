import { afterEach, describe, expect, it } from "vitest";
import type { PhaseName, Report } from "../../conformance/index.ts";
import { startMovingFleet } from "../variants/moving-fleet.ts";
import { complaints, gate } from "./gate.ts";

const servers: Awaited<ReturnType<typeof startMovingFleet>>[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** Checks a fleet that changes by itself `times` as often as ten times a second, as one does whose server is that much slower. */
const check = async (times: number, cases: number, allowWrites: boolean, ...phases: readonly PhaseName[]) => {
  const startMs = Date.now();
  const server = await startMovingFleet(() => startMs + (Date.now() - startMs) * times);
  servers.push(server);
  const report = await gate({ url: new URL(server.url), key: null, allowWrites }, cases, { phases });
  expect(complaints(report, "must")).toEqual([]);
  expect(report.laws.filter((law) => law.verdict === "harness-error")).toEqual([]);
  return report;
};

const evidenceOf = (report: Report, law: string): number => report.laws.find(({ id }) => id === law)?.evidence ?? 0;

describe("a fleet that changes by itself", () => {
  it("gets no must finding of 20,000 requests, ten times a second", async () => {
    const report = await check(1, 25_000, false, "probe", "boundary", "relations");
    expect(report.requests).toBeGreaterThan(20_000);
  });

  it("gets none between any two requests either", async () => {
    const report = await check(30, 1_500, false, "probe", "relations");
    expect(evidenceOf(report, "omitted-means-default")).toBeGreaterThan(0);
    expect(evidenceOf(report, "ids-come-again")).toBeGreaterThan(0);
    // It was looked at while it moved.
    expect(report.laws.some(({ verdict }) => verdict === "unstable")).toBe(true);
  });

  it("gets none of requests that write", async () => {
    const report = await check(30, 5_000, true, "probe", "writes");
    expect(evidenceOf(report, "update-is-kept")).toBeGreaterThan(0);
    expect(evidenceOf(report, "preview-is-what-happens")).toBeGreaterThan(0);
    expect(report.laws.some(({ verdict }) => verdict === "unstable")).toBe(true);
  });
});
