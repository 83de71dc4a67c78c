import { describe, expect, it } from "vitest";
import type { Report } from "../../report/report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { conformingReport } from "../testing/full-reports.ts";
import { scene } from "../testing/scene.ts";
import { coverageSection } from "./coverage-section.ts";
import { findingsSection } from "./findings-section.ts";
import { latencyPlot } from "./latency-plot.ts";
import { lawsSection } from "./laws-section.ts";
import type { Html } from "./markup.ts";
import { timelinePlot } from "./timeline-plot.ts";
import { timingSection } from "./timing-section.ts";
import { verdictSection } from "./verdict-section.ts";

/** What a section says, without markup. */
const said = (section: Html | null): string =>
  (section?.text ?? "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll(/\s+/g, " ");

describe("the head of the page", () => {
  it("says the verdict, how the laws fared, and what was checked", () => {
    const text = said(verdictSection(sampleReport));
    for (const part of [
      "Broken",
      "1 must law.",
      "1 not exercised",
      "http://127.0.0.1:4020/",
      "--fail-on must",
      "420 requests",
      "p99 3 ms",
      "2026-01-21 00:00:00 UTC",
    ])
      expect(text).toContain(part);
  });
});

describe("the findings", () => {
  it("show what was expected and what came, the exchange, the command and the law", () => {
    const text = said(findingsSection(sampleReport, scene.laws));
    for (const part of [
      "counts-sum-to-scanned must",
      "The counters do not add up.",
      "expected 5 (scanned)",
      "actual 6 (2 updated",
      "with the key member",
      '"dry_run": true',
      "curl -X PATCH",
      "cvm-contract replay 0123456789ab",
      "each scanned CVM is counted once",
      "0123456789ab",
    ])
      expect(text).toContain(part);
  });

  it("have no words of sending it again where no command does, as of a server in the same process", () => {
    const findings = sampleReport.findings.map((finding) => ({ ...finding, curl: [], replay: null }));
    expect(said(findingsSection({ ...sampleReport, findings }, scene.laws))).not.toContain("Send it again");
  });

  it("say which do not fail the gate", () => {
    const known: Report = {
      ...sampleReport,
      findings: sampleReport.findings.map((finding) => ({ ...finding, known: true })),
    };
    expect(said(findingsSection(known, []))).toContain("must known");
    const lesser: Report = {
      ...sampleReport,
      findings: sampleReport.findings.map((finding) => ({ ...finding, level: "should" })),
    };
    expect(said(findingsSection(lesser, []))).toContain("should does not fail the gate");
  });

  it("are no section where there are none", () => {
    expect(findingsSection(conformingReport, scene.laws)).toBeNull();
  });
});

describe("the laws", () => {
  it("are each there with verdict, evidence and what is missing, the calm ones folded", () => {
    const section = lawsSection(sampleReport, scene.laws);
    for (const part of [
      /✗ broken 300/,
      /each-cvm-once .*A CVM was never seen\. must - not exercised 0/,
      /1 law held/,
      /1 law skipped/,
    ])
      expect(said(section)).toMatch(part);
    const unfolded = section.text.slice(0, section.text.indexOf("<details"));
    expect(unfolded).toContain("each-cvm-once");
    expect(unfolded).not.toContain("status-is-declared");
  });
});

describe("the coverage", () => {
  it("is drawn on the request's schema, keyword by keyword with its value", () => {
    const text = said(coverageSection(conformingReport, scene.contract));
    for (const { valid } of conformingReport.coverage) expect(text).toContain(valid.toLocaleString("en"));
    for (const part of [
      "BatchInstanceIdRefreshRequest",
      "cvm_ids › anyOf 1 › items",
      "limit Max CVMs to process in one request",
      'type "integer"',
      "maximum 500",
    ])
      expect(text).toContain(part);
  });

  it("says what was never met", () => {
    const [first, ...others] = conformingReport.coverage;
    if (first === undefined) throw new Error("There is no keyword.");
    const never: Report = { ...conformingReport, coverage: [{ ...first, valid: 0, invalid: 0 }, ...others] };
    expect(said(coverageSection(never, scene.contract))).toContain('type "object" never never');
  });
});

describe("the timing", () => {
  it("is said in words beside each plot", () => {
    expect(said(latencyPlot(sampleReport))).toContain(
      "Half of all answers took 1 ms at most, 95 in a hundred 2 ms, 99 in a hundred 3 ms; the slowest took 4 ms.",
    );
    expect(said(timelinePlot(sampleReport))).toContain(
      "420 requests, 1,050 a second on average; 2 got a 5xx or no answer.",
    );
  });

  it("says what each phase took, or why it was left out", () => {
    expect(said(timingSection(sampleReport))).toMatch(/probe 2 10 ms relations not asked for/);
  });

  it("is drawn of numbers that are finite, whatever was measured", () => {
    const instant: Report = {
      ...sampleReport,
      latencyMs: { p50: 0, p95: 0, p99: 0, max: 0, buckets: { "-348": 1 } },
      durationMs: 0,
      phases: [],
    };
    for (const report of [sampleReport, conformingReport, instant])
      expect(`${timelinePlot(report)?.text}${latencyPlot(report)?.text}`).not.toMatch(/NaN|Infinity/);
  });

  it("draws the phases where they followed each other, and not where shards ran side by side", () => {
    expect(timelinePlot(conformingReport)?.text).toContain(">fuzz</text>");
    const shards: Report = {
      ...conformingReport,
      phases: conformingReport.phases.map((phase) => ({ ...phase, durationMs: 2 * phase.durationMs })),
    };
    expect(timelinePlot(shards)?.text).not.toContain(">fuzz</text>");
  });

  it("has no plot where nothing was sent", () => {
    const silent: Report = {
      ...sampleReport,
      latencyMs: { ...sampleReport.latencyMs, buckets: {} },
      timeline: { stretchMs: 100, stretches: [] },
    };
    expect([latencyPlot(silent), timelinePlot(silent)]).toEqual([null, null]);
  });
});
