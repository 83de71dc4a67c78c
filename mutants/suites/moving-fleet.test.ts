import { afterEach, describe, expect, it } from "vitest";
import type { PhaseName, Report } from "../../conformance/index.ts";
import { type Fleet, smallFleet } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import { startMovingFleet } from "../variants/moving-fleet.ts";
import { openCheckingWorld, withKeys } from "./checking-world.ts";
import { complaints, gate } from "./gate.ts";

const servers: Awaited<ReturnType<typeof startMovingFleet>>[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

interface Checked {
  readonly cases: number;
  readonly allowWrites: boolean;
  readonly phases: readonly PhaseName[];
  /** Null for all. */
  readonly lawIds?: readonly string[];
  readonly showsState?: true;
}

/** Checks a fleet that changes by itself `times` as often as ten times a second, as one does whose server is that much slower. */
const check = async (times: number, { cases, allowWrites, phases, lawIds, showsState }: Checked) => {
  const startMs = Date.now();
  const server = await startMovingFleet(() => startMs + (Date.now() - startMs) * times);
  servers.push(server);
  const stateUrl = showsState === true ? new URL(`${server.url}/state`) : null;
  const report = await gate({ url: new URL(server.url), key: null, allowWrites }, cases, {
    phases,
    stateUrl,
    lawIds: lawIds ?? null,
  });
  expect(complaints(report, "must")).toEqual([]);
  expect(report.laws.filter((law) => law.verdict === "harness-error")).toEqual([]);
  return report;
};

const evidenceOf = (report: Report, law: string): number => report.laws.find(({ id }) => id === law)?.evidence ?? 0;

describe("a fleet that changes by itself", () => {
  it("gets no must finding of 2,000 requests, ten times a second", async () => {
    const report = await check(1, { cases: 1_000, allowWrites: false, phases: ["probe", "boundary", "relations"] });
    expect(report.requests).toBeGreaterThan(2_000);
    expect(report).toMatchObject({ outcome: "conforms", previews: { written: [], movesByItself: true } });
  });

  it.each([[0.02], [0.1], [0.3], [3]])(
    "conforms at %f times that, and none of its changes is a preview's",
    async (times) => {
      const report = await check(times, { cases: 300, allowWrites: false, phases: ["probe", "boundary", "fuzz"] });
      expect(report).toMatchObject({ outcome: "conforms", previews: { written: [], unseen: [] } });
    },
  );

  it("gets none between any two requests either", async () => {
    const report = await check(30, { cases: 400, allowWrites: false, phases: ["probe", "relations"] });
    expect(evidenceOf(report, "omitted-means-default")).toBeGreaterThan(0);
    expect(evidenceOf(report, "ids-come-again")).toBeGreaterThan(0);
    // It was looked at while it moved.
    expect(report.laws.some(({ verdict }) => verdict === "unstable")).toBe(true);
  });

  it("gets none of requests that write", async () => {
    const report = await check(30, { cases: 1_500, allowWrites: true, phases: ["probe", "writes"] });
    expect(evidenceOf(report, "update-is-kept")).toBeGreaterThan(0);
    expect(evidenceOf(report, "preview-is-what-happens")).toBeGreaterThan(0);
    expect(report.laws.some(({ verdict }) => verdict === "unstable")).toBe(true);
  });

  describe("and shows all that is stored", () => {
    const storeLaws = [
      "running-only-heeds-the-store",
      "missing-only-heeds-the-store",
      "scans-stay-in-one-workspace",
      "scan-totals-match-the-store",
    ];
    const shown = { lawIds: storeLaws, showsState: true } as const;
    const previews = { ...shown, cases: 800, allowWrites: false, phases: ["probe", "relations"] } as const;

    it("gets no finding of the laws that look at it, ten times a second", async () => {
      const report = await check(1, previews);
      expect(complaints(report, "should")).toEqual([]);
      expect(report).toMatchObject({ outcome: "conforms", previews: { wholeStore: "changed", movesByItself: true } });
      for (const law of storeLaws.slice(0, 3)) expect(evidenceOf(report, law)).toBeGreaterThan(0);
    });

    it("gets none between any two requests either", async () => {
      const report = await check(30, previews);
      expect(complaints(report, "should")).toEqual([]);
      // It was looked at while it moved.
      expect(report.laws.some(({ verdict }) => verdict === "unstable")).toBe(true);
    });

    it("gets none where it is put back and written to, and moves on", async () => {
      const report = await check(30, {
        ...shown,
        lawIds: [...storeLaws, "update-is-kept", "skipped-writes-nothing", "nothing-else-is-written"],
        cases: 1_500,
        allowWrites: true,
        phases: ["probe", "relations", "writes"],
      });
      expect(complaints(report, "should")).toEqual([]);
      expect(evidenceOf(report, "update-is-kept")).toBeGreaterThan(0);
    });
  });
});

describe("a fleet of which the CVMs of another workspace alone change by themselves", () => {
  let turns: NodeJS.Timeout | undefined;
  afterEach(() => clearInterval(turns));

  /** Somebody gives one CVM after the other of a workspace another id, as long as the test lasts. */
  const movesIn = (fleet: Fleet, workspace: string): MutantChange => ({
    at: "steps",
    make: (_, store) => {
      const moving = fleet.cvms.filter(({ workspaceId }) => workspaceId === workspace);
      const ids = new Map(moving.map(({ cvmId, instanceId }) => [cvmId, instanceId]));
      let turn = 0;
      turns = setInterval(() => {
        const { cvmId } = moving[turn % moving.length] ?? { cvmId: 0 };
        turn += 1;
        const next = turn.toString(16).padStart(40, "e");
        void store.record({ atMs: 0, attempted: [], writes: [{ cvmId, expected: ids.get(cvmId) ?? null, next }] });
        ids.set(cvmId, next);
      }, 20);
      return {};
    },
  });

  it("conforms, and is seen to move where anything of it was seen to change", async () => {
    const whole = smallFleet(1);
    const of = (workspace: string) => whole.cvms.filter(({ workspaceId }) => workspaceId === workspace);
    const fleet = { ...whole, cvms: [...of("demo-member").slice(0, 5), ...of("demo-other")] };
    const checking = await openCheckingWorld(fleet);
    try {
      const { report, written } = await checking.check(movesIn(fleet, "demo-other"), () => ({
        ...withKeys(["member", "other"]),
        phases: ["probe", "boundary", "fuzz"],
      }));
      expect(written.length).toBeGreaterThanOrEqual(5);
      expect(complaints(report, "must")).toEqual([]);
      const isSeen = (report.previews?.alsoChanged.length ?? 0) > 0;
      expect(report).toMatchObject({
        outcome: "conforms",
        previews: { written: [], movesByItself: isSeen ? true : null },
      });
    } finally {
      await checking.close();
    }
  });
});
