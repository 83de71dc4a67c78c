import { describe, expect, it } from "vitest";
import type { Report } from "../report/report.ts";
import { hostileReport } from "../testing/hostile-report.ts";
import { UNWRITTEN } from "../testing/sample-previews.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { junitText } from "./junit.ts";
import { xmlFaults } from "./testing/xml-faults.ts";

/** The elements of a report's test cases, by the law's id; null where there is none. */
const elements = (report: Report): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    [...junitText(report).matchAll(/<testcase name="([^"]+)"[^>]*?(?:\/>|>\s*<(\w+))/g)].map(
      ([, name = "", element = null]) => [name, element],
    ),
  );

const lesser: Report = {
  ...sampleReport,
  outcome: "conforms",
  findings: sampleReport.findings.map((finding) => ({ ...finding, level: "should" })),
};

const replayed: Report = {
  ...sampleReport,
  replays: {
    findings: (["broken", "fixed", "unstable", "untested"] as const).map((verdict, index) => ({
      fingerprint: `00000000000${index}`,
      law: "counts-sum-to-scanned",
      level: "must",
      message: "It was so.",
      verdict,
      why: verdict === "untested" ? "it needs --api-key" : null,
    })),
    unread: 1,
  },
};

describe("the JUnit report", () => {
  it.each([
    ["of every verdict", sampleReport],
    ["of a run that found nothing", { ...sampleReport, findings: [], laws: [] }],
    ["of a hostile server", hostileReport],
    ["of findings that were sent again", replayed],
  ])("%s is valid for Ant's readers and for Jenkins'", async (_, report) => {
    expect(await xmlFaults(junitText(report), "junit-ant")).toEqual([]);
    expect(await xmlFaults(junitText(report), "junit-jenkins")).toEqual([]);
  });

  it("would not be valid with an element that nobody knows", async () => {
    const wrong = junitText(sampleReport).replaceAll("skipped", "omitted");
    expect(await xmlFaults(wrong, "junit-ant")).not.toEqual([]);
    expect(await xmlFaults(wrong, "junit-jenkins")).not.toEqual([]);
    expect(await xmlFaults("<testsuites>", "junit-jenkins")).not.toEqual([]);
  });

  it("has a law a test case: failed where broken, skipped where there is no verdict, in error where the law is", () => {
    expect(elements(sampleReport)).toEqual({
      "counts-sum-to-scanned": "failure",
      "status-is-declared": null,
      "each-cvm-once": "skipped",
      "defaults-are-sent": "skipped",
      "oversized-body-is-refused": "skipped",
      "body-matches-schema": "error",
    });
    expect(junitText(sampleReport)).toContain('tests="6" failures="1" errors="1" skipped="3" time="1.234"');
  });

  it("has a finding that was sent again a test case, red unless it is fixed, as the exit code is", () => {
    const named = (fingerprint: string): string => `counts-sum-to-scanned ${fingerprint}`;
    expect(elements(replayed)).toEqual({
      [named("000000000000")]: "failure",
      [named("000000000001")]: null,
      [named("000000000002")]: "failure",
      [named("000000000003")]: "failure",
      "files-of-findings-are-readable": "error",
    });
    expect(junitText(replayed)).toContain('message="untested: it needs --api-key"');
    expect(junitText(replayed)).toContain('message="When it was recorded: ');
    expect(junitText(replayed)).toContain("curl -X PATCH");
  });

  it("gives a failure its message, what was expected, what came, and the line to try", () => {
    const failure = /<failure.*?<\/failure>/s.exec(junitText(sampleReport))?.[0] ?? "";
    for (const text of [
      'message="The counters do not add up."',
      "expected  5 (scanned)",
      "actual    6 (2",
      "curl -X PATCH",
    ])
      expect(failure).toContain(text);
  });

  it("says why a law was skipped", () => {
    expect(junitText(sampleReport)).toContain('<skipped message="not exercised: A CVM was never seen."');
  });

  it("is red for a lesser law only where --fail-on says so", () => {
    expect(elements(lesser)["counts-sum-to-scanned"]).toBe("skipped");
    expect(junitText(lesser)).toContain('message="Broken below --fail-on must: The counters do not add up."');
    const strict: Report = { ...lesser, outcome: "broken", settings: { ...lesser.settings, failOn: "should" } };
    expect(elements(strict)["counts-sum-to-scanned"]).toBe("failure");
  });

  it("is not red for what is known", () => {
    const known: Report = {
      ...sampleReport,
      findings: sampleReport.findings.map((finding) => ({ ...finding, known: true })),
    };
    expect(elements(known)["counts-sum-to-scanned"]).toBe("skipped");
    expect(junitText(known)).toContain("Broken known from the baseline");
  });

  it("is red for missing evidence where the gate is", () => {
    const settings = { ...sampleReport.settings, strictEvidence: true };
    const inconclusive: Report = { ...sampleReport, outcome: "inconclusive", settings };
    expect(elements(inconclusive)["each-cvm-once"]).toBe("failure");
  });

  it("is red in a test case of its own where the run is inconclusive for something else, and for no law", () => {
    const cvm = { cvmId: "7", before: null, after: "a".repeat(40) };
    const previews = { ...UNWRITTEN, cvmsLookedAt: 1, alsoChanged: [cvm], movesByItself: false };
    const told = elements({ ...sampleReport, outcome: "inconclusive", findings: [], previews });
    expect(told["each-cvm-once"]).toBe("skipped");
    expect(told["the-run-is-conclusive"]).toBe("error");
    const { outcome } = sampleReport;
    expect(elements({ ...sampleReport, outcome, previews })["the-run-is-conclusive"]).toBeUndefined();
    // What was sent again is red by itself.
    expect(elements({ ...replayed, outcome: "inconclusive" })["the-run-is-conclusive"]).toBeUndefined();
  });

  it("is red where most requests were refused, of a replay as well", () => {
    for (const report of [sampleReport, replayed]) {
      const pace = { ...report.pace, unanswered: report.requests };
      expect(elements({ ...report, outcome: "inconclusive", pace })["most-requests-were-refused"]).toBe("error");
    }
  });

  it("does not call refused what most requests got where the user lets that pass", () => {
    const pace = { ...sampleReport.pace, allowed: sampleReport.requests };
    const told = elements({ ...sampleReport, laws: [], findings: [], outcome: "inconclusive", pace });
    expect(told).toEqual({ "the-run-is-conclusive": "error" });
  });
});
