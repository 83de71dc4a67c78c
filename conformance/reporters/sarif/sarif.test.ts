import { describe, expect, it } from "vitest";
import type { Report } from "../../report/report.ts";
import { hostileReport } from "../../testing/hostile-report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { sarifFaults } from "../testing/sarif-faults.ts";
import { scene } from "../testing/scene.ts";
import { sarifText } from "./sarif.ts";

const logOf = (report: Report) => JSON.parse(sarifText(report, scene));
const runOf = (report: Report) => logOf(report).runs[0];
const resultOf = (report: Report) => runOf(report).results[0];
const withFinding = (change: Partial<Report["findings"][number]>, settings = sampleReport.settings): Report => ({
  ...sampleReport,
  settings,
  findings: sampleReport.findings.map((finding) => ({ ...finding, ...change })),
});

describe("the SARIF report", () => {
  it.each([
    ["of every verdict", sampleReport],
    ["of a shard that found nothing", { ...sampleReport, shard: "2/4", findings: [], laws: [] }],
    ["of known findings", withFinding({ known: true })],
    ["of a hostile server", hostileReport],
    [
      "of an answer that never came",
      withFinding({
        steps: sampleReport.findings
          .flatMap(({ steps }) => steps)
          .map((step) => ({ ...step, body: { base64: "/w==" }, response: { fault: "dropped", detail: "gone" } })),
      }),
    ],
  ] satisfies readonly (readonly [string, Report])[])("%s is valid", (_, report) => {
    expect(sarifFaults(logOf(report))).toEqual([]);
  });

  it("would not be valid with a level that nobody knows", () => {
    const wrong = JSON.parse(sarifText(sampleReport, scene).replaceAll('"level": "error"', '"level": "dire"'));
    expect(sarifFaults(wrong)).not.toEqual([]);
  });

  it("points at the lines of openapi.json that the law comes from", () => {
    const { physicalLocation, logicalLocations } = resultOf(withFinding({ law: "default-limit-is-100" })).locations[0];
    expect(physicalLocation.artifactLocation.uri).toBe("openapi.json");
    expect(physicalLocation.region).toMatchObject({ startLine: 130, startColumn: 13 });
    expect(logicalLocations[0].fullyQualifiedName).toMatch(/properties\/limit\/default$/);
  });

  it("has a rule for each law, with what it says, and results that name it", () => {
    const run = runOf(sampleReport);
    const { ruleId, ruleIndex } = run.results[0];
    expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(run.tool.driver.rules).toHaveLength(sampleReport.laws.length);
    expect(run.tool.driver.rules[ruleIndex].shortDescription.text).toContain("`scanned`");
  });

  it("says which line to try, and what to set before it, where there is one", () => {
    const variables = [{ name: "CVM_CONTRACT_API_KEY", holds: "the key of a member (--api-key)" }];
    expect(resultOf(withFinding({ variables })).message.text).toContain(
      "\nFirst: set CVM_CONTRACT_API_KEY: the key of a member (--api-key)\nTry: curl",
    );
    expect(resultOf(withFinding({ curl: [] })).message.text).not.toContain("Try");
  });

  it("tells findings apart by their fingerprint, for GitHub too", () => {
    expect(resultOf(sampleReport).partialFingerprints).toEqual({
      "cvmContract/v1": "0123456789ab",
      primaryLocationLineHash: "0123456789ab:1",
    });
  });

  it.each([
    ["must", "must", "error"],
    ["should", "must", "warning"],
    ["should", "should", "error"],
    ["reference", "should", "note"],
  ] as const)("calls what is broken at %s, with --fail-on %s, %s", (level, failOn, severity) => {
    expect(resultOf(withFinding({ level }, { ...sampleReport.settings, failOn })).level).toBe(severity);
  });

  it("says what a baseline told: known findings are unchanged and suppressed, the others new", () => {
    const [finding] = sampleReport.findings;
    const both: Report = {
      ...sampleReport,
      findings: finding === undefined ? [] : [finding, { ...finding, known: true }],
    };
    expect(runOf(both).results).toMatchObject([
      { baselineState: "new" },
      { baselineState: "unchanged", suppressions: [{ kind: "external" }] },
    ]);
    expect(resultOf(sampleReport)).not.toHaveProperty("baselineState");
  });

  it("notes laws without a verdict beside the results, an error only where the harness failed", () => {
    const notes: readonly { level: string; associatedRule: { id: string } }[] =
      runOf(sampleReport).invocations[0].toolExecutionNotifications;
    expect(notes.map(({ level, associatedRule }) => [level, associatedRule.id])).toEqual([
      ["note", "each-cvm-once"],
      ["note", "defaults-are-sent"],
      ["error", "body-matches-schema"],
    ]);
  });

  it("shows braces and brackets of the server's as they are, not as placeholders and links", () => {
    expect(resultOf(withFinding({ message: "{0} [a](javascript:b) [c]" })).message.text).toContain(
      "{{0}} \\[a](javascript:b) [c]",
    );
  });
});
