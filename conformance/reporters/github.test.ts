import { describe, expect, it } from "vitest";
import type { Report } from "../report/report.ts";
import { hostileReport } from "../testing/hostile-report.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { githubText } from "./github.ts";
import { scene } from "./testing/scene.ts";

const linesOf = (report: Report): readonly string[] => githubText(report, scene).trimEnd().split("\n");
const withFinding = (change: Partial<Report["findings"][number]>): Report => ({
  ...sampleReport,
  findings: sampleReport.findings.map((finding) => ({ ...finding, ...change })),
});

describe("the annotations for GitHub", () => {
  it("start with the verdict and point at the lines of openapi.json", () => {
    expect(linesOf(sampleReport)).toEqual([
      "::error title=cvm-contract::Broken: 1 must law.",
      "::error title=body-matches-schema (must)::a bug of ours",
      expect.stringMatching(
        /^::error file=openapi\.json,line=142,endLine=192,title=counts-sum-to-scanned \(must\)::The counters do not add up\.%0Aexpected: 5 \(scanned\)%0Aactual: 6 .*%0Atry: curl /,
      ),
    ]);
  });

  it.each([
    ["a warning", "what is broken below --fail-on", withFinding({ level: "should" }), "::warning "],
    ["a notice", "what is known", withFinding({ known: true }), "::notice "],
  ])("have %s for %s", (_, __, report, start) => {
    expect(linesOf(report).at(-1)?.startsWith(start)).toBe(true);
  });

  it("have an error for evidence that is missing and was asked for", () => {
    const settings = { ...sampleReport.settings, strictEvidence: true };
    expect(linesOf({ ...sampleReport, outcome: "inconclusive", settings })).toContain(
      "::error title=each-cvm-once (must)::A CVM was never seen.",
    );
  });

  it("have no error where the server conforms", () => {
    expect(linesOf({ ...sampleReport, outcome: "conforms", laws: [], findings: [] })).toEqual([
      "::notice title=cvm-contract::Conforms: no law is broken.",
    ]);
  });

  it("have the gravest first, for GitHub shows only some", () => {
    const kinds = linesOf(hostileReport)
      .slice(2)
      .map((line) => /^::(\w+)/.exec(line)?.[1]);
    expect(kinds).toEqual(["error", "warning", "notice"]);
  });

  it("let no line or property be forged by what a server sends", () => {
    const lines = linesOf(hostileReport);
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) [^:]*::/);
    const law = "a,b:c\n::error::d%";
    expect(linesOf(withFinding({ law })).at(-1)).toContain("title=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ad%25 (must)::");
  });

  it("leave out a line to paste that would have to be cut, and name the report that has it whole: the step's summary may not", () => {
    expect(linesOf(withFinding({ curl: [`curl ${"x".repeat(5000)}`] })).at(-1)).toContain(
      "try: too long for here, --report json has it",
    );
  });
});
