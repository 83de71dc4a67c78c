import { shapeAt } from "../../generate/schema-shape.ts";
import { Coverage } from "../../report/coverage.ts";
import type { Report, ReportedLaw } from "../../report/report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { scene } from "./scene.ts";

const { contract, laws } = scene;
const pointer = contract.operations[0]?.requestBody?.schemaPointer ?? "";

/** The report of a long run in which every law held and every keyword was met. */
export const conformingReport: Report = {
  ...sampleReport,
  outcome: "conforms",
  durationMs: 60_000,
  laws: laws.map(
    ({ id, level }, index): ReportedLaw => ({ id, level, verdict: "held", evidence: 7 ** (index % 7), missing: null }),
  ),
  coverage: new Coverage(shapeAt(contract.document, pointer)).keywords.map((hits, index) => ({
    ...hits,
    valid: 3 ** index,
    invalid: index,
  })),
  phases: [
    { name: "probe", requests: 6, durationMs: 100, skipped: null },
    { name: "fuzz", requests: 90_000, durationMs: 50_000, skipped: null },
    { name: "writes", requests: 0, durationMs: 0, skipped: "its requests write, and --allow-writes was not given" },
  ],
  latencyMs: {
    p50: 1.2,
    p95: 6,
    p99: 30,
    max: 900,
    buckets: Object.fromEntries(Array.from({ length: 400 }, (_, index) => [index - 60, 400 - index])),
  },
  timeline: {
    stretchMs: 800,
    stretches: Array.from({ length: 75 }, (_, index) => ({
      requests: 1000 + index,
      failures: index % 3,
      slowestMs: 9,
    })),
  },
  findings: [],
};

/** The report of a run in which laws of must were never put to the test, and that was not to pass. */
export const inconclusiveReport: Report = {
  ...conformingReport,
  outcome: "inconclusive",
  settings: { ...conformingReport.settings, strictEvidence: true },
  laws: conformingReport.laws.map((law, index) =>
    index % 9 === 0
      ? { ...law, verdict: "not-exercised", evidence: 0, missing: "Needs a CVM with `running` status." }
      : law,
  ),
};
