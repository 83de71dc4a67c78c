import { afterAll, beforeAll, expect, it } from "vitest";
import { smallFleet } from "../../reference-impl/index.ts";
import { type CheckingWorld, mustLaws, openCheckingWorld } from "./checking-world.ts";

let checking: CheckingWorld;
beforeAll(async () => {
  checking = await openCheckingWorld();
});
afterAll(() => checking.close());

it("a server that is seen to write on what it refuses is sent nothing more at all", async () => {
  const pending = smallFleet(1).cvms.filter(({ instanceId }) => instanceId === null);
  const { report, written } = await checking.check(
    {
      at: "steps",
      make: ({ validateRequest }, store) => ({
        validateRequest: (body) => {
          const validation = validateRequest(body);
          const next = "e".repeat(38) + String(pending.length).padStart(2, "0");
          const cvm = validation.kind === "invalid" ? pending.pop() : undefined;
          if (cvm !== undefined)
            void store.record({ atMs: 0, attempted: [], writes: [{ cvmId: cvm.cvmId, expected: null, next }] });
          return validation;
        },
      }),
    },
    (url) => ({ stateUrl: new URL("/__state", url) }),
  );
  expect(mustLaws(report)).toContain("dry-run-writes-nothing");
  // The second time that it is seen tells that it was no chance.
  expect(written.length).toBe(2);
});
