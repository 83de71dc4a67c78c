import type { ReportedFinding } from "./report.ts";

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;
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

/** The same finding without secrets. */
export const redactFinding = (finding: ReportedFinding, redact: Redact): ReportedFinding => ({
  ...finding,
  message: redact(finding.message),
  expected: redact(finding.expected),
  actual: redact(finding.actual),
  steps: finding.steps.map((step) => redactStep(step, redact)),
  curl: finding.curl.map(redact),
  replay: finding.replay === null ? null : redact(finding.replay),
});
