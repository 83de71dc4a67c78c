import { describe, expect, it } from "vitest";
import { reportFaults } from "../../testing/report-schema.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import type { Report, ReportedFinding, ReportedLaw } from "../report.ts";
import { mergeReports } from "./merge-reports.ts";

const law = (changes: Partial<ReportedLaw>): ReportedLaw => ({
  id: "a-law",
  level: "must",
  verdict: "held",
  evidence: 1,
  missing: null,
  ...changes,
});

const [sampleFinding] = sampleReport.findings;
if (sampleFinding === undefined) throw new Error("The sample report lost its finding.");

const finding = (changes: Partial<ReportedFinding>): ReportedFinding => ({
  ...sampleFinding,
  law: "a-law",
  ...changes,
});

/** A report of a shard, named for it. */
const shard = (name: string, changes: Partial<Report> = {}) => ({
  name: `${name}.json`,
  report: { ...sampleReport, shard: name, laws: [law({})], findings: [], ...changes },
});

const merged = (first: Partial<Report>, second: Partial<Report>): Report => {
  const { report } = mergeReports([shard("1/2", first), shard("2/2", second)]);
  expect(reportFaults(report)).toEqual([]);
  return report;
};

describe("the report of all shards", () => {
  it("adds up what each has seen", () => {
    const one = sampleReport.coverage.map((hits) => ({ ...hits, valid: 10, invalid: 0 }));
    const report = merged({ requests: 10, cases: 3, coverage: one, casesDigest: "f".repeat(64) }, {});
    expect(report).toMatchObject({
      shard: null,
      requests: 430,
      cases: 403,
      durationMs: 2468,
      casesDigest: "f".repeat(64),
      coverage: [{ valid: 13, invalid: 1 }],
      latencyMs: { p50: 1, max: 4, buckets: { "0": 800 } },
      timeline: { stretches: [{ requests: 240 }, { requests: 600, failures: 4 }] },
      phases: [
        { name: "probe", requests: 4, durationMs: 20, skipped: null },
        { name: "relations", requests: 0, skipped: "not asked for" },
      ],
      laws: [{ id: "a-law", verdict: "held", evidence: 2, missing: null }],
      outcome: "conforms",
    });
  });

  it("tells how fast the shards were together, and what kept each from more for how long", () => {
    const speed = { medianPerSecond: 600, mostInFlight: 16, bounds: [{ by: "workers", share: 0.8 }] } as const;
    const other = { medianPerSecond: 9, mostInFlight: 4, bounds: [{ by: "latency", share: 0.6 }] } as const;
    const report = merged(
      { durationMs: 3_000, pace: { ...sampleReport.pace, speed } },
      {
        durationMs: 1_000,
        pace: { ...sampleReport.pace, speed: other },
        settings: { ...sampleReport.settings, workers: 4, rate: "auto" },
      },
    );
    expect(report.pace.speed).toEqual({
      medianPerSecond: 1_200,
      mostInFlight: 20,
      shards: 2,
      bounds: [
        { by: "workers", share: 0.6 },
        { by: "latency", share: 0.15 },
      ],
    });
    expect(report.settings).toMatchObject({ workers: null, rate: null });
    expect(merged({}, { pace: { ...sampleReport.pace, speed: other } }).pace.speed).toBeNull();
  });

  it("has of each fingerprint the finding that comes first in the order of generation, and orders findings by it", () => {
    const early = finding({ fingerprint: "00000000000b", foundIn: { phase: "boundary", order: 4 }, message: "early" });
    const late = finding({ fingerprint: "00000000000b", foundIn: { phase: "fuzz", order: 9 }, message: "late" });
    const other = finding({ fingerprint: "00000000000a", foundIn: { phase: "fuzz", order: 7 }, message: "other" });
    const { findings } = merged({ findings: [late, other] }, { findings: [early] });
    expect(findings.map(({ message }) => message)).toEqual(["early", "other"]);
  });

  it.each<readonly [ReportedLaw, ReportedLaw, ReportedLaw, Report["outcome"]]>([
    [
      law({ verdict: "not-exercised", evidence: 0, missing: "more" }),
      law({ evidence: 2 }),
      law({ evidence: 2 }),
      "conforms",
    ],
    [
      law({ verdict: "not-exercised", evidence: 0, missing: "more" }),
      law({ verdict: "not-exercised", evidence: 0, missing: "more" }),
      law({ verdict: "not-exercised", evidence: 0, missing: "more" }),
      "inconclusive",
    ],
    [
      law({ evidence: 4 }),
      law({ verdict: "unstable", evidence: 5, missing: "once" }),
      law({ verdict: "unstable", evidence: 9, missing: "once" }),
      "conforms",
    ],
    [
      law({ evidence: 4 }),
      law({ verdict: "harness-error", evidence: 5, missing: "a bug" }),
      law({ verdict: "harness-error", evidence: 9, missing: "a bug" }),
      "failed",
    ],
  ])("judges a law by what every shard has seen of it: %j, %j", (one, other, together, outcome) => {
    const settings = { ...sampleReport.settings, strictEvidence: true };
    const report = merged({ laws: [one], settings }, { laws: [other], settings });
    expect(report.laws).toEqual([together]);
    expect(report.outcome).toBe(outcome);
  });

  it("tells of each law that none put to the test what every shard lacked", () => {
    const unproven = (missing: string) => law({ verdict: "not-exercised", evidence: 0, missing });
    const told = (...missing: readonly [string, string]): unknown =>
      merged({ laws: [unproven(missing[0])] }, { laws: [unproven(missing[1])] }).laws.map((one) => one.missing);
    expect(told("Needs more.", "Needs more.")).toEqual(["Needs more."]);
    expect(told("Needs more.", "The run was over.")).toEqual(["Needs more. In another shard: The run was over."]);
  });

  it("tells of all shards how far they went, which keys were refused, and what could not be sent", () => {
    const extent = { budget: "learning", passes: 1, casesLeft: 70, hadEnoughFindings: false } as const;
    const report = merged(
      {
        extent,
        notCarried: [{ what: "a", cases: 1 }],
        refusedKeys: [{ credential: "admin", status: 401 }],
        knowledgeDigest: "a".repeat(64),
      },
      {
        extent: { ...extent, passes: 3, casesLeft: 5, hadEnoughFindings: true },
        notCarried: [
          { what: "a", cases: 2 },
          { what: "b", cases: 4 },
        ],
        refusedKeys: [
          { credential: "admin", status: 403 },
          { credential: "other", status: 401 },
        ],
        knowledgeDigest: "b".repeat(64),
      },
    );
    expect(report).toMatchObject({
      extent: { budget: "learning", passes: 3, casesLeft: 75, hadEnoughFindings: true },
      notCarried: [
        { what: "a", cases: 3 },
        { what: "b", cases: 4 },
      ],
      refusedKeys: [
        { credential: "admin", status: 401 },
        { credential: "other", status: 401 },
      ],
      knowledgeDigest: null,
    });
    expect(merged({}, {})).not.toHaveProperty("refusedKeys");
  });

  it("tells why each shard that has nothing of a phase has not", () => {
    const skipping = (skipped: string): Partial<Report> => ({
      phases: [{ name: "access", requests: 0, durationMs: 0, skipped }],
    });
    const reasons = (one: string, other: string): unknown =>
      merged(skipping(one), skipping(other)).phases.map(({ skipped }) => skipped);
    expect(reasons("no key", "no key")).toEqual(["no key"]);
    expect(reasons("no key", "the run was over")).toEqual(["no key; in another shard: the run was over"]);
  });

  it("is interrupted where a shard was, and then lacks what no shard put to the test", () => {
    const unproven = law({ verdict: "not-exercised", evidence: 0, missing: "more" });
    const whole = merged({ laws: [law({ evidence: 4 })] }, { laws: [unproven], interrupted: true });
    expect(whole).toMatchObject({ outcome: "conforms", interrupted: true });
    const lacking = merged({ laws: [unproven] }, { laws: [unproven], interrupted: true });
    expect(lacking).toMatchObject({ outcome: "inconclusive", interrupted: true });
  });

  it("is broken where one shard found the law broken, at the level of the gravest finding", () => {
    const report = merged(
      { laws: [law({ evidence: 4 })] },
      { laws: [law({ level: "should", verdict: "broken" })], findings: [finding({ level: "should" })] },
    );
    expect(report.laws).toEqual([law({ level: "should", verdict: "broken", evidence: 5 })]);
    expect(report.outcome).toBe("conforms");
    const failOn = { ...sampleReport.settings, failOn: "should" } as const;
    expect(
      merged(
        { settings: failOn },
        { settings: failOn, laws: [law({ verdict: "broken" })], findings: [finding({ level: "should" })] },
      ).outcome,
    ).toBe("broken");
  });

  it("calls an entry of the baseline fixed where all shards do, or its law held in all", () => {
    const entry = { fingerprint: "00000000000a", law: "a-law", reason: null, expires: null };
    const unknown = { fixed: [], unseen: [], expired: [] };
    const fixed = { ...unknown, fixed: [entry] };
    const unseen = { ...unknown, unseen: [entry] };
    // As where another name is that of the entry's finding by now.
    const broken = { findings: [finding({ fingerprint: "00000000000b", formerly: ["00000000000a"] })] };
    expect(merged({ baseline: fixed }, { baseline: unknown }).baseline).toEqual(fixed);
    expect(merged({ baseline: fixed }, { baseline: unknown, ...broken }).baseline).toEqual(unknown);
    expect(merged({ baseline: fixed }, { baseline: fixed, ...broken }).baseline).toEqual(fixed);
    expect(merged({ baseline: unseen }, { baseline: unknown }).baseline).toEqual(unseen);
    expect(merged({ baseline: unseen }, { baseline: unknown, ...broken }).baseline).toEqual(unknown);
    const unstable = { laws: [law({ verdict: "unstable", missing: "once" })] };
    expect(merged({ baseline: unseen }, { baseline: unknown, ...unstable }).baseline).toEqual(unknown);
    expect(merged({ baseline: unseen }, { baseline: fixed }).baseline).toEqual(fixed);
  });

  it("comes with a note where the shards did not learn the same, or one did not get as far as the others", () => {
    const { notes } = mergeReports([
      shard("1/2"),
      shard("2/2", {
        knowledgeDigest: "1".repeat(64),
        phases: sampleReport.phases.map((phase) => ({ ...phase, skipped: "the run was over" })),
      }),
    ]);
    expect(notes).toEqual([
      expect.stringContaining("did not learn the same"),
      "2/2.json has nothing of the phase probe: the run was over.",
    ]);
    expect(mergeReports([shard("1/2"), shard("2/2")]).notes).toEqual([]);
    const previews: Report["previews"] = {
      ...{ cvmsLookedAt: 1, alsoChanged: [], unseen: [], notLookedAt: [], casesNotSent: 3 },
      ...{ written: [{ cvmId: "7", before: null, after: "a" }], wholeStore: "not looked into", movesByItself: null },
    };
    expect(mergeReports([shard("1/2", { previews }), shard("2/2")]).notes).toEqual([
      expect.stringContaining("holds for the shards that saw it"),
    ]);
  });
});

describe("reports that are not all shards of one run are refused", () => {
  it.each<readonly [string, readonly ReturnType<typeof shard>[], string]>([
    ["none", [], "There is no report to merge."],
    [
      "a whole run",
      [shard("1/2"), { name: "whole.json", report: sampleReport }],
      "whole.json is the report of a whole",
    ],
    ["one missing", [shard("1/4"), shard("3/4")], "Of 4 shards 2/4, 4/4 are missing."],
    [
      "one twice",
      [shard("1/2"), { ...shard("1/2"), name: "again.json" }],
      "Shard 1/2 is there 2 times: 1/2.json, again.json.",
    ],
    [
      "another seed",
      [shard("1/2"), shard("2/2", { seed: 8 })],
      "1/2.json and 2/2.json are not of one run: they differ in the seed, 7 and 8",
    ],
    ["another count", [shard("1/2"), shard("2/3")], 'they differ in the number of shards, "2" and "3"'],
    [
      "another version",
      [shard("1/2"), shard("2/2", { tool: { name: "cvm-contract", version: "9.9.9" } })],
      'they differ in the version of cvm-contract, "1.2.3" and "9.9.9"',
    ],
    [
      "another contract",
      [shard("1/2"), shard("2/2", { contract: { ...sampleReport.contract, sha256: "1".repeat(64) } })],
      "they differ in the contract",
    ],
    ["another target", [shard("1/2"), shard("2/2", { target: "http://127.0.0.1:1/" })], "they differ in the target"],
    [
      "other settings",
      [shard("1/2"), shard("2/2", { settings: { ...sampleReport.settings, cases: 500 } })],
      'they differ in the settings, {"cases":400} and {"cases":500}',
    ],
    [
      "other laws",
      [shard("1/2"), shard("2/2", { laws: [law({ verdict: "skipped", missing: "not among --laws" })] })],
      "they differ in the choice of laws",
    ],
  ])("%s", (_, reports, message) => {
    expect(() => mergeReports(reports)).toThrow(message);
  });

  it("but the embedded reference may have been on any port", () => {
    const settings = { ...sampleReport.settings, embedded: true };
    expect(merged({ settings }, { settings, target: "http://127.0.0.1:1/" }).outcome).toBe("conforms");
  });
});
