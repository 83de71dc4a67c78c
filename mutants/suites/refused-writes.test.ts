import { afterAll, beforeAll, expect, it } from "vitest";
import { outcomeText } from "../../conformance/index.ts";
import { isObject } from "../../contract/index.ts";
import { smallFleet } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import { type CheckingWorld, mustLaws, openCheckingWorld } from "./checking-world.ts";

let checking: CheckingWorld;
beforeAll(async () => {
  checking = await openCheckingWorld();
});
afterAll(() => checking.close());

/** Writes a CVM whenever it refuses a body of some kind, as it should, or answers otherwise. */
const writesOn = (isMeant: (body: unknown) => boolean, status = 422): MutantChange => {
  const pending = smallFleet(1).cvms.filter(({ instanceId }) => instanceId === null);
  return {
    at: "steps",
    make: ({ validateRequest, finishReply }, store) => ({
      finishReply: (reply, request) => finishReply(reply.status === 422 ? { ...reply, status } : reply, request),
      validateRequest: (body) => {
        const validation = validateRequest(body);
        const next = "e".repeat(38) + String(pending.length).padStart(2, "0");
        const cvm = validation.kind === "invalid" && isMeant(body) ? pending.pop() : undefined;
        if (cvm !== undefined)
          void store.record({ atMs: 0, attempted: [], writes: [{ cvmId: cvm.cvmId, expected: null, next }] });
        return validation;
      },
    }),
  };
};

it("a server that is seen to write on what it refuses is sent nothing more at all", async () => {
  const { report, written } = await checking.check(
    writesOn(() => true),
    (url) => ({ stateUrl: new URL("/__state", url) }),
  );
  expect(mustLaws(report)).toContain("dry-run-writes-nothing");
  expect(report.findings.map(({ message }) => message).join()).toMatch(
    /CVM \d+ was written by a request that was refused or failed/,
  );
  expect(outcomeText(report).text).toMatch(
    /CVM was written to by a request that was refused or failed, if nobody else wrote it just then: .*Once that was seen, nothing more was sent;/,
  );
  expect(report.laws.map(({ missing }) => missing).join()).not.toContain("previews write");
  // The second time that it is seen tells that it was no chance; one was plainly invalid, and went before without being looked after.
  expect(written.length).toBeLessThanOrEqual(3);
});

it.each([[500], [307]])("so is one that answers %i in place of refusing", async (status) => {
  const { report, written } = await checking.check(
    writesOn(() => true, status),
    (url) => ({ stateUrl: new URL("/__state", url) }),
  );
  expect(report.previews).toMatchObject({ byRefused: true });
  expect(written.length).toBeLessThanOrEqual(3);
});

it("what a server writes on what is plainly invalid is not put down to a preview that is tried out meanwhile", async () => {
  const isNoList = (body: unknown): boolean =>
    isObject(body) && body.cvm_ids !== undefined && body.cvm_ids !== null && !Array.isArray(body.cvm_ids);
  const { report, written } = await checking.check(writesOn(isNoList), (url) => ({
    stateUrl: new URL("/__state", url),
    workers: 16,
  }));
  expect(written.length).toBeGreaterThan(0);
  expect(report.previews).toMatchObject({ written: [], wholeStore: "changed" });
  expect(report.outcome).toBe("inconclusive");
});
