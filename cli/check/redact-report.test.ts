import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../conformance/index.ts";
import { reportWith } from "../testing/report-with.ts";
import { discreet, redactReport } from "./redact-report.ts";

const KEY = 'k&y<"hidden">';
const redact = (text: string): string => text.replaceAll(KEY, "[api-key]");
const base64 = (text: string): string => Buffer.from(text, "latin1").toString("base64");

const report = reportWith(KEY);

describe("a report without secrets", () => {
  const clean = redactReport(report, redact);

  it("has none left anywhere, before any format escapes its text", () => {
    expect(JSON.stringify(clean)).not.toContain("hidden");
    expect(clean.findings[0]?.expected).toBe("[api-key]");
  });

  it("has none left in bytes that are no text", () => {
    expect(clean.findings[0]?.steps[2]?.body).toEqual({ base64: base64("\u00ff[api-key]") });
  });

  it("is otherwise the same", () => {
    expect(redactReport(report, (text) => text)).toEqual(report);
  });
});

describe("a discreet reporter", () => {
  it("hears of findings and of the report without secrets", () => {
    const heard: RunEvent[] = [];
    const reporter = discreet({ name: "test", onEvent: (event) => heard.push(event) }, redact);
    for (const finding of report.findings) reporter.onEvent({ kind: "finding", finding });
    reporter.onEvent({ kind: "replayed", fingerprint: "0123456789ab", law: "a-law", verdict: "untested", why: KEY });
    reporter.onEvent({ kind: "phase-started", phase: "fuzz", round: 0 });
    reporter.onEvent({ kind: "run-finished", report });
    expect(heard.map(({ kind }) => kind)).toEqual(["finding", "replayed", "phase-started", "run-finished"]);
    expect(JSON.stringify(heard)).not.toContain("hidden");
  });
});
