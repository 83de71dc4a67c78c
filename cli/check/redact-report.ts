import type { Report, ReportedFinding, Reporter, RunEvent } from "../../conformance/index.ts";

type Redact = (text: string) => string;
type Step = ReportedFinding["steps"][number];
type Body = Step["body"];

const redactBody = (body: Body, redact: Redact): Body => {
  if (body === null) return null;
  if (typeof body === "string") return redact(body);
  // Byte by byte as characters: a key that is echoed among bytes that are no text is a key all the same.
  const bytes = Buffer.from(body.base64, "base64").toString("latin1");
  return { base64: Buffer.from(redact(bytes), "latin1").toString("base64") };
};

const redactHeaders = (headers: Step["headers"], redact: Redact): Step["headers"] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [redact(name), redact(value)]));

/** The same answer without secrets. */
export const redactResponse = (response: Step["response"], redact: Redact): Step["response"] =>
  "fault" in response
    ? { ...response, detail: redact(response.detail) }
    : {
        ...response,
        headers: redactHeaders(response.headers, redact),
        body: redactBody(response.body, redact),
      };

const redactStep = (step: Step, redact: Redact): Step => ({
  ...step,
  path: redact(step.path),
  headers: redactHeaders(step.headers, redact),
  body: redactBody(step.body, redact),
  response: redactResponse(step.response, redact),
});

const redactFinding = (finding: ReportedFinding, redact: Redact): ReportedFinding => ({
  ...finding,
  message: redact(finding.message),
  expected: redact(finding.expected),
  actual: redact(finding.actual),
  steps: finding.steps.map((step) => redactStep(step, redact)),
  curl: finding.curl.map(redact),
  replay: finding.replay === null ? null : redact(finding.replay),
});

/** The same report without secrets. Reports escape text, each format in its own way, so secrets must go before one is made. */
export const redactReport = (report: Report, redact: Redact): Report => ({
  ...report,
  target: redact(report.target),
  laws: report.laws.map((law) => (law.missing === null ? law : { ...law, missing: redact(law.missing) })),
  findings: report.findings.map((finding) => redactFinding(finding, redact)),
});

const redactEvent = (event: RunEvent, redact: Redact): RunEvent => {
  switch (event.kind) {
    case "finding":
      return { ...event, finding: redactFinding(event.finding, redact) };
    case "run-finished":
      return { ...event, report: redactReport(event.report, redact) };
    default:
      return event;
  }
};

/** The same reporter, hearing of no secret. */
export const discreet = ({ name, onEvent }: Reporter, redact: Redact): Reporter => ({
  name,
  onEvent: (event) => onEvent(redactEvent(event, redact)),
});
