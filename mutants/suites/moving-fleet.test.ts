import { expect, it } from "vitest";
import { startMovingFleet } from "../variants/moving-fleet.ts";
import { complaints, gate } from "./gate.ts";

it("makes no must finding of 20,000 requests to a fleet that changes by itself ten times a second", async () => {
  const server = await startMovingFleet(Date.now);
  try {
    const report = await gate({ url: new URL(server.url), key: null, allowWrites: false }, 25_000, {
      phases: ["probe", "boundary", "relations"],
    });
    expect(complaints(report, "must")).toEqual([]);
    expect(report.laws.filter((law) => law.verdict === "harness-error")).toEqual([]);
    expect(report.requests).toBeGreaterThan(20_000);
  } finally {
    await server.close();
  }
});
