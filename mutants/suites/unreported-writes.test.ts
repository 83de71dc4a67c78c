import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunOptions } from "../../conformance/index.ts";
import { refuseTooLate } from "../changes/refuse-too-late.ts";
import type { MutantChange } from "../define-mutant.ts";
import { startSoundServer } from "../false-alarms/sound-server.ts";
import { type CheckingWorld, mustLaws, openCheckingWorld, withKeys } from "./checking-world.ts";
import { gate } from "./gate.ts";

let checking: CheckingWorld;
beforeAll(async () => {
  checking = await openCheckingWorld();
});
afterAll(() => checking.close());

/** Refuses a limit that is written as text when so many have been written. */
const textLimitWrites = refuseTooLate((body) =>
  typeof body.limit === "string" ? { ...body, limit: Number.parseInt(body.limit, 10) || 100 } : body,
);

/** Refreshes the first CVMs when a caller asks whose key it does not know, and refuses them then. */
const strangersWrite: MutantChange = {
  at: "steps",
  make: ({ authenticate, select, finishReply }) => {
    const strangers = new WeakSet<object>();
    return {
      authenticate: (keys, headers) => {
        const caller = authenticate(keys, headers);
        const [first] = keys;
        if (caller !== null || first === undefined) return caller;
        const stranger = { ...first };
        strangers.add(headers).add(stranger);
        return stranger;
      },
      select: (store, caller, options) => {
        if (strangers.has(caller)) Object.assign(options, { cvmIds: null, dryRun: false });
        return select(store, caller, options);
      },
      finishReply: (reply, request) =>
        strangers.has(request.headers)
          ? finishReply({ ...reply, status: 401, body: { detail: "Not authenticated" } }, request)
          : finishReply(reply, request),
    };
  },
};

const phases = ["probe", "boundary", "access", "fuzz", "relations", "writes"] as const;

const everyKey = { ...withKeys(["member", "other", "admin"]), phases };

describe("with leave to write, a server that writes on what it refuses", () => {
  it("is found out where its store is put back before each case", async () => {
    const { report } = await checking.check(
      textLimitWrites,
      (url) => ({ stateUrl: new URL("/__state", url), lawIds: ["nothing-else-is-written"], phases }),
      true,
      2_000,
    );
    expect(mustLaws(report)).toEqual(["nothing-else-is-written"]);
    expect(report.unreported).toBeUndefined();
  });

  it("is not said to conform where its fleet is used up before a law shows it", async () => {
    const early: Partial<RunOptions> = { ...everyKey, phases: ["probe", "access", "relations"] };
    const { report, written } = await checking.check(strangersWrite, () => early, true);
    expect([report.outcome, report.findings]).toEqual(["inconclusive", []]);
    const { cvms = [], movesByItself } = report.unreported ?? {};
    expect(movesByItself).toBe(false);
    expect(cvms.length).toBeGreaterThan(5);
    expect(new Set(written).isSupersetOf(new Set(cvms.map(({ cvmId }) => cvmId)))).toBe(true);
  });

  it("is told from one that writes what it reports, and nothing else", async () => {
    const { report, written } = await checking.check({ at: "steps", make: () => ({}) }, () => everyKey, true, 2_000);
    expect([report.outcome, report.unreported]).toEqual(["conforms", undefined]);
    expect(written.length).toBeGreaterThan(20);
  });
});

describe("with leave to write and without a state probe, a correct server", () => {
  it.each([["strict-other"], ["flaky"], ["moving"]] as const)("is said to conform: %s", async (name) => {
    const server = await startSoundServer(name);
    try {
      const report = await gate(server.subject, 160, { ...server.changes, stateUrl: null });
      expect(report.outcome).toBe("conforms");
      // A fleet that changes by itself is seen to.
      expect(report.unreported?.movesByItself).toBe(name === "moving" ? true : undefined);
    } finally {
      await server.close();
    }
  });
});
