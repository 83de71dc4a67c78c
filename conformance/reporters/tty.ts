import type { Report, ReportedBody, ReportedFinding, ReportedLaw, ReportedStep, Verdict } from "../report.ts";
import { abridged, printable } from "./printable.ts";
import type { Reporter } from "./reporter.ts";
import type { Style, Tone } from "./style.ts";

/** Longer bodies are abridged on a terminal; the JSON report has them whole. */
const MAX_BODY_CHARS = 800;

const marks: Readonly<Record<Verdict, { readonly mark: string; readonly tone: Tone; readonly text: string }>> = {
  held: { mark: "✓", tone: "good", text: "held" },
  broken: { mark: "✗", tone: "bad", text: "broken" },
  unstable: { mark: "~", tone: "warning", text: "unstable" },
  "not-exercised": { mark: "-", tone: "warning", text: "not exercised" },
  skipped: { mark: "·", tone: "faint", text: "skipped" },
  "harness-error": { mark: "!", tone: "bad", text: "harness error" },
};

const bodyText = (body: ReportedBody): string => {
  if (body === null) return "(no body)";
  const text = typeof body === "string" ? body : `(base64) ${body.base64}`;
  return abridged(printable(text), MAX_BODY_CHARS);
};

const lawLine = (law: ReportedLaw, idWidth: number, style: Style): string => {
  const { mark, tone, text } = marks[law.verdict];
  const evidence = law.verdict === "skipped" ? "" : String(law.evidence);
  const line = `  ${style(tone, mark)} ${law.id.padEnd(idWidth)}  ${law.level.padEnd(9)}  ${style(tone, text.padEnd(13))} ${evidence.padStart(9)}`;
  return law.missing === null ? line : `${line}\n      ${style("faint", law.missing)}`;
};

const stepLines = (step: ReportedStep, style: Style): readonly string[] => [
  `    ${style("faint", "request ")}  ${step.method} ${printable(step.path)}${step.credential === "none" ? "" : `  (key: ${step.credential})`}`,
  `              ${bodyText(step.body)}`,
  "fault" in step.response
    ? `    ${style("faint", "answer  ")}  none: ${step.response.fault} (${printable(step.response.detail)})`
    : `    ${style("faint", "answer  ")}  ${step.response.status} ${bodyText(step.response.body)}`,
];

const findingLines = (finding: ReportedFinding, style: Style): readonly string[] => [
  "",
  `${style("bad", "✗")} ${style("strong", finding.law)} (${finding.level})  ${style("faint", finding.fingerprint)}`,
  `    ${printable(finding.message)}`,
  `    ${style("faint", "expected")}  ${printable(finding.expected)}`,
  `    ${style("faint", "actual  ")}  ${printable(finding.actual)}`,
  ...finding.steps.flatMap((step) => stepLines(step, style)),
  ...finding.curl.map((line) => `    ${style("faint", "try     ")}  ${line}`),
];

const seconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`;

const verdictLine = (report: Report, style: Style): string => {
  const broken = report.laws.filter((law) => law.verdict === "broken");
  const must = broken.filter((law) => law.level === "must").length;
  switch (report.outcome) {
    case "conforms":
      return broken.length === 0
        ? style("good", "Conforms: no law is broken.")
        : style(
            "good",
            `Conforms: no law that counts is broken (${broken.length} lesser ${broken.length === 1 ? "one is" : "ones are"}).`,
          );
    case "broken":
      return style("bad", `Broken: ${broken.length} ${broken.length === 1 ? "law" : "laws"}, ${must} of them at must.`);
    case "inconclusive":
      return style(
        "warning",
        "Inconclusive: a must law was never put to the test, and --strict-evidence asks for that.",
      );
    case "failed":
      return style("bad", "Failed: the harness has a fault of its own; no verdict.");
  }
};

/** The report for people: findings, then the table of laws with verdict and evidence, then the verdict. */
const reportText = (report: Report, style: Style): string => {
  const idWidth = Math.max(...report.laws.map((law) => law.id.length), 0);
  const { latencyMs } = report;
  return [
    `cvm-contract ${report.tool.version}: ${report.target}`,
    ...report.findings.flatMap((finding) => findingLines(finding, style)),
    "",
    style(
      "strong",
      `    ${"law".padEnd(idWidth)}  ${"level".padEnd(9)}  ${"verdict".padEnd(13)} ${"evidence".padStart(9)}`,
    ),
    ...report.laws.map((law) => lawLine(law, idWidth, style)),
    "",
    ...report.phases.map((phase) =>
      style(
        "faint",
        `  ${phase.name.padEnd(10)} ${phase.skipped ?? `${phase.requests} requests in ${seconds(phase.durationMs)}`}`,
      ),
    ),
    style(
      "faint",
      `  ${report.cases} cases, ${report.requests} requests, ${seconds(report.durationMs)}, seed ${report.seed}; latency p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms`,
    ),
    "",
    verdictLine(report, style),
    "",
  ].join("\n");
};

/** Prints the report for people when the run is over. */
export const ttyReporter = (write: (text: string) => void, style: Style): Reporter => ({
  name: "tty",
  onEvent: (event) => {
    if (event.kind === "run-finished") write(reportText(event.report, style));
  },
});
