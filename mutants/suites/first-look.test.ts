import { afterAll, beforeAll, expect, it } from "vitest";
import { changeBody } from "../changes/change-body.ts";
import { type CheckingWorld, mustLaws, openCheckingWorld } from "./checking-world.ts";

let checking: CheckingWorld;
beforeAll(async () => {
  checking = await openCheckingWorld();
});
afterAll(() => checking.close());

it("a first look finds what contradicts itself in answer after answer, though it may send nothing any more", async () => {
  const { report } = await checking.check(
    changeBody((body) => ({ ...body, conflicts: 0, errors: body.errors + body.conflicts })),
    () => ({ phases: ["probe"], workers: 1, mostRequests: 50 }),
  );
  expect(report.requests).toBeLessThanOrEqual(50);
  expect(new Set(mustLaws(report))).toEqual(new Set(["counts-match-items"]));
  expect(report.findings[0]?.message).toContain("the run ended before the request was sent again by itself");
});
