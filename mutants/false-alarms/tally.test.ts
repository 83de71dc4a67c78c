import { describe, expect, it } from "vitest";
import type { ReportedLaw } from "../../conformance/index.ts";
import type { ToldFinding } from "../suites/gate.ts";
import { falseAlarmsPage } from "./false-alarms-page.ts";
import { decodeTallies, emptyTally, type TalliedReport, type Tally, withRun } from "./tally.ts";

const finding = (law: string, level: ToldFinding["level"]): ToldFinding => ({
  law,
  level,
  message: "It is broken.",
  expected: "a",
  actual: "b",
  curl: ["curl http://x"],
});

const law = (id: string, verdict: ReportedLaw["verdict"]): ReportedLaw => ({
  id,
  level: "must",
  verdict,
  evidence: 1,
  missing: null,
});

const report = (changes: Partial<TalliedReport>): TalliedReport => ({
  outcome: "conforms",
  requests: 20,
  cases: 10,
  laws: [],
  findings: [],
  ...changes,
});

const tally = (...reports: readonly TalliedReport[]): Tally =>
  reports.reduce<Tally>(
    (sum, one) => withRun(sum, one, "2026-01-21T00:00:00.000Z"),
    emptyTally("terse", "without", "1.2.3"),
  );

describe("a tally", () => {
  it("adds up runs, cases and requests", () => {
    expect(tally(report({}), report({}))).toMatchObject({ runs: 2, cases: 20, requests: 40, must: [], should: {} });
  });

  it("keeps each must finding in words, and each law that failed by itself", () => {
    const { must } = tally(report({ findings: [finding("a", "must")], laws: [law("b", "harness-error")] }));
    expect(must).toEqual(["a: It is broken. expected a, actual b; curl http://x", "b failed"]);
  });

  it("counts the runs in which a law was broken below must, or once and not again", () => {
    const twice = report({
      findings: [finding("a", "should"), finding("a", "should"), finding("c", "reference")],
      laws: [law("b", "unstable")],
    });
    expect(tally(twice, twice, report({}))).toMatchObject({ should: { a: 2, c: 2 }, unstable: { b: 2 } });
  });

  it("counts the runs that came to no verdict", () => {
    expect(tally(report({ outcome: "inconclusive" }), report({}))).toMatchObject({ runs: 2, inconclusive: 1 });
  });

  it("is read back as it was written", () => {
    const written = [tally(report({ findings: [finding("a", "should")] }))];
    expect(decodeTallies(JSON.stringify(written))).toEqual(written);
  });

  it.each(["{}", '[{"server":"terse"}]', '[{"server":"nobody"}]'])("is not read from %s", (text) => {
    expect(() => decodeTallies(text)).toThrow("Delete it");
  });
});

describe("the page of false alarms", () => {
  it("tells of each server how far it got, and what was found", () => {
    const broken = report({ findings: [finding("a", "should")], laws: [law("b", "unstable")], cases: 1_234 });
    expect(falseAlarmsPage([tally(broken, report({}))])).toContain(
      "| terse | without | 1,244 | 40 | 1 to 2 | 0 | 0 | a (1 of 2 runs) | b (1 of 2 runs) | 1.2.3 | 2026-01-21 |",
    );
  });

  it("says how many cases there were, and shows each must finding", () => {
    const page = falseAlarmsPage([tally(report({ findings: [finding("a", "must")] })), tally(report({}))]);
    expect(page).toContain("**20 cases, 1 must findings.**");
    expect(page).toContain("- terse: a: It is broken.");
    expect(falseAlarmsPage([tally(report({}))])).not.toContain("What is wrong");
  });
});
