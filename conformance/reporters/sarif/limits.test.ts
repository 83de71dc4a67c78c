import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Report, ReportedFinding } from "../../report/report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { codeScanningFaults } from "../testing/code-scanning-faults.ts";
import { scene } from "../testing/scene.ts";
import { sarifText } from "./sarif.ts";

const [sample] = sampleReport.findings;

const withFindings = (count: number, change: (index: number) => Partial<ReportedFinding>): Report => ({
  ...sampleReport,
  findings:
    sample === undefined
      ? []
      : Array.from({ length: count }, (_, index) => ({
          ...sample,
          fingerprint: index.toString(16).padStart(12, "0"),
          ...change(index),
        })),
});

/** Text that no compression makes much shorter. */
const noise = (chars: number): string => randomBytes(Math.ceil((chars * 3) / 4)).toString("base64");

const long = (): Partial<ReportedFinding> => ({
  message: noise(50_000),
  expected: noise(50_000),
  actual: noise(50_000),
  curl: [noise(60_000)],
  steps:
    sample?.steps.map((step) => ({
      ...step,
      body: noise(65_536),
      response: { status: 200, headers: { "x-long": noise(20_000) }, body: noise(65_536) },
    })) ?? [],
});

const notesOf = (text: string): readonly string[] => {
  const [run] = JSON.parse(text).runs;
  const notes: readonly { readonly message: { readonly text: string } }[] =
    run.invocations[0].toolExecutionNotifications;
  return notes.map(({ message }) => message.text);
};

describe("a SARIF report, as GitHub takes it,", () => {
  it.each([
    ["of every verdict", sampleReport],
    ["of no findings", withFindings(0, () => ({}))],
    ["of more findings than are shown", withFindings(5_100, () => ({}))],
    ["of more and longer findings than a file may hold", withFindings(600, long)],
  ] satisfies readonly (readonly [string, Report])[])("%s keeps the limits", (_, report) => {
    expect(codeScanningFaults(sarifText(report, scene))).toEqual([]);
  });

  it("keeps them where a law of the user's says more than fits", () => {
    const laws = [...scene.laws, { id: "talks", says: "{[a](b)}".repeat(500), source: "the team" }];
    const report: Report = {
      ...sampleReport,
      laws: [...sampleReport.laws, { id: "talks", level: "must", verdict: "held", evidence: 1, missing: null }],
    };
    expect(codeScanningFaults(sarifText(report, { ...scene, laws }))).toEqual([]);
  });

  it("says how many findings were left out, and leaves out the last", () => {
    const text = sarifText(
      withFindings(5_100, () => ({})),
      scene,
    );
    expect(notesOf(text)[0]).toMatch(/^100 more findings are not among the results/);
    expect(JSON.parse(text).runs[0].results[0].partialFingerprints["cvmContract/v1"]).toBe("000000000000");
    expect(notesOf(sarifText(sampleReport, scene))[0]).not.toMatch(/not among/);
  });

  it("holds command lines whole or not at all", () => {
    const report = withFindings(1, () => ({ curl: ["curl one", `curl ${"x".repeat(9_000)}`, "curl three"] }));
    const [{ properties }] = JSON.parse(sarifText(report, scene)).runs[0].results;
    expect(properties.curl).toEqual(["curl one", "(2 lines too long for here: see the JSON report)"]);
  });

  it("would break them with a finding without lines", () => {
    const nowhere = { ...scene, file: { path: "openapi.json", locate: () => null } };
    expect(codeScanningFaults(sarifText(sampleReport, nowhere))).toContain(
      "result 0: locations.0.physicalLocation.region.startLine",
    );
  });
});
