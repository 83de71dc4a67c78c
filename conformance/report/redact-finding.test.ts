import { describe, expect, it } from "vitest";
import { createRedactor } from "../secrets/redactor.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { redactFinding } from "./redact-finding.ts";
import type { ReportedBody, ReportedFinding } from "./report.ts";

const redact = createRedactor([{ text: "abcdefghijklmnopqrst", placeholder: "[key]" }]);

/** The sample finding, answered so. */
const findings = (headers: Readonly<Record<string, string>>, body: ReportedBody): readonly ReportedFinding[] =>
  sampleReport.findings.map((finding) => ({
    ...finding,
    actual: "it says 5e55105e5510",
    steps: finding.steps.map((step) => ({ ...step, response: { status: 200, headers, body } })),
  }));

const shown = (headers: Readonly<Record<string, string>>, body: ReportedBody) =>
  findings(headers, body).map((finding) => redactFinding(finding, redact))[0];

describe("a finding without secrets", () => {
  it("shows no beginning of one where a body ends in the middle of it", () => {
    const text = shown({}, { text: '{"echo":"abcdefghijkl', leftOutBytes: 9 });
    expect(text?.steps[0]?.response).toMatchObject({ body: { text: '{"echo":"[key]', leftOutBytes: 9 } });
    const bytes = shown({}, { base64: Buffer.from("\xffabcdefghijkl", "latin1").toString("base64"), leftOutBytes: 9 });
    expect(bytes?.steps[0]?.response).toMatchObject({
      body: { base64: Buffer.from("\xff[key]", "latin1").toString("base64"), leftOutBytes: 9 },
    });
  });

  it("shows nothing that an answer hands out, in its header however short, elsewhere where it is long enough", () => {
    const finding = shown(
      { "set-cookie": "sid=5e55105e5510; Path=/, lang=en", "x-auth-token": "t" },
      '{"sid":"5e55105e5510","lang":"en"}',
    );
    expect(finding?.actual).toBe("it says [set-cookie]");
    expect(finding?.steps[0]?.response).toMatchObject({
      headers: { "set-cookie": "sid=[set-cookie]; Path=/, lang=[set-cookie]", "x-auth-token": "[x-auth-token]" },
      body: '{"sid":"[set-cookie]","lang":"en"}',
    });
  });
});
