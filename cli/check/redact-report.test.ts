import { describe, expect, it } from "vitest";
import type { Report, RunEvent } from "../../conformance/index.ts";
import { discreet, redactReport } from "./redact-report.ts";

const KEY = 'k&y<"secret">';
const redact = (text: string): string => text.replaceAll(KEY, "[api-key]");
const base64 = (text: string): string => Buffer.from(text, "latin1").toString("base64");

const answer = { headers: { [KEY]: KEY }, body: `{"echo":"${KEY}"}` };
const report: Report = {
  schemaVersion: 1,
  tool: { name: "cvm-contract", version: "1.2.3" },
  contract: { title: "Phala Cloud API", version: "0.1.0", sha256: "0".repeat(64) },
  target: `http://127.0.0.1/${KEY}`,
  seed: 7,
  shard: null,
  settings: {
    embedded: false,
    allowWrites: false,
    stateProbe: false,
    credentials: ["member"],
    profile: "contract",
    failOn: "must",
    strictEvidence: false,
    phases: ["probe"],
    cases: 1,
  },
  startedAt: "2026-01-21T00:00:00.000Z",
  durationMs: 1,
  requests: 1,
  cases: 1,
  casesDigest: "0",
  knowledgeDigest: null,
  outcome: "broken",
  interrupted: false,
  lost: null,
  previews: null,
  phases: [],
  laws: [{ id: "a-law", level: "must", verdict: "harness-error", evidence: 1, missing: KEY }],
  coverage: [],
  pace: { refusals: 0, unanswered: 0, perSecond: null },
  latencyMs: { p50: 1, p95: 1, p99: 1, max: 1, buckets: {} },
  timeline: { stretchMs: 200, stretches: [] },
  findings: [
    {
      fingerprint: "0123456789ab",
      foundIn: { phase: "fuzz", order: 1 },
      law: "a-law",
      level: "must",
      known: false,
      message: KEY,
      expected: KEY,
      actual: KEY,
      steps: [
        { credential: "member", method: "PATCH", path: `/${KEY}`, ...answer, response: { status: 200, ...answer } },
        {
          credential: "none",
          method: "PATCH",
          path: "/",
          headers: {},
          body: null,
          response: { fault: "dropped", detail: KEY },
        },
        {
          credential: "none",
          method: "PATCH",
          path: "/",
          headers: {},
          body: { base64: base64(`\u00ff${KEY}`) },
          response: { status: 200, headers: {}, body: null },
        },
      ],
      curl: [KEY],
      replay: KEY,
    },
  ],
  baseline: null,
};

describe("a report without secrets", () => {
  const clean = redactReport(report, redact);

  it("has none left anywhere, before any format escapes its text", () => {
    expect(JSON.stringify(clean)).not.toContain("secret");
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
    reporter.onEvent({ kind: "phase-started", phase: "fuzz", round: 0 });
    reporter.onEvent({ kind: "run-finished", report });
    expect(heard.map(({ kind }) => kind)).toEqual(["finding", "phase-started", "run-finished"]);
    expect(JSON.stringify(heard)).not.toContain("secret");
  });
});
