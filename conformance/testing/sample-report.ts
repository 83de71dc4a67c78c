import type { Report } from "../report.ts";

/** A report with one law of each verdict and one finding, to try reporters on. */
export const sampleReport: Report = {
  schemaVersion: 1,
  tool: { name: "cvm-contract", version: "1.2.3" },
  contract: { title: "Phala Cloud API", version: "0.1.0", sha256: "0".repeat(64) },
  target: "http://127.0.0.1:4020/",
  seed: 7,
  shard: null,
  settings: { failOn: "must", strictEvidence: false },
  startedAt: "2026-01-21T00:00:00.000Z",
  durationMs: 1234,
  requests: 420,
  cases: 400,
  outcome: "broken",
  phases: [
    { name: "probe", requests: 2, durationMs: 10, skipped: null },
    { name: "relations", requests: 0, durationMs: 0, skipped: "not asked for" },
  ],
  laws: [
    { id: "counts-sum-to-scanned", level: "must", verdict: "broken", evidence: 300, missing: null },
    { id: "status-is-declared", level: "must", verdict: "held", evidence: 400, missing: null },
    { id: "each-cvm-once", level: "must", verdict: "not-exercised", evidence: 0, missing: "A CVM was never seen." },
    { id: "defaults-are-sent", level: "should", verdict: "unstable", evidence: 9, missing: "It was broken once." },
    {
      id: "oversized-body-is-refused",
      level: "reference",
      verdict: "skipped",
      evidence: 0,
      missing: "checked only with --profile reference",
    },
    { id: "body-matches-schema", level: "must", verdict: "harness-error", evidence: 1, missing: "a bug of ours" },
  ],
  coverage: [{ pointer: "/components/schemas/X/type", valid: 3, invalid: 1 }],
  latencyMs: { p50: 1, p95: 2, p99: 3, max: 4 },
  findings: [
    {
      fingerprint: "0123456789ab",
      law: "counts-sum-to-scanned",
      level: "must",
      known: false,
      message: "The counters do not add up.",
      expected: "5 (scanned)",
      actual: "6 (2 updated + 4 skipped)",
      steps: [
        {
          credential: "member",
          method: "PATCH",
          path: "/api/v1/cvms/instance-ids",
          headers: { "content-type": "application/json" },
          body: '{"dry_run":true}',
          response: { status: 200, headers: {}, body: '{"note":"\u001b[31mred"}' },
        },
      ],
      curl: ["curl -X PATCH 'http://127.0.0.1:4020/api/v1/cvms/instance-ids'"],
    },
  ],
};
