import { describe, expect, it } from "vitest";
import { longTexts, reportOf } from "../testing/hostile-report.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { loadReporter, type ReportFormat } from "./formats.ts";
import { styleFor } from "./style.ts";
import { scene } from "./testing/scene.ts";

const FORMATS = ["tty", "json", "ndjson", "junit", "sarif", "github", "markdown", "html", "har", "vitest"] as const;

const render = async (format: ReportFormat, report: typeof sampleReport): Promise<string> => {
  const written: string[] = [];
  const reporter = await loadReporter(format, { ...scene, style: styleFor(false) }, (text) => written.push(text));
  reporter.onEvent({ kind: "run-finished", report });
  return written.join("");
};

describe.each(FORMATS)("a report in the format %s", (format) => {
  it.each([...longTexts])("is made of a very long text of %s", async (_, text) => {
    expect((await render(format, reportOf(text))).length).toBeGreaterThan(500);
  });

  it("says of a body that is not there whole how much was left out", async () => {
    const [finding] = sampleReport.findings;
    const cut = { text: '{"note":"aaaa', leftOutBytes: 3_999_000 };
    const bytes = { base64: "/w==", leftOutBytes: 7 };
    const report = {
      ...sampleReport,
      findings:
        finding === undefined
          ? []
          : [
              {
                ...finding,
                steps: finding.steps.map((step) => ({
                  ...step,
                  body: format === "sarif" ? cut : bytes,
                  response: { status: 200, headers: {}, body: cut },
                })),
              },
            ],
    };
    const text = await render(format, report);
    if (format === "json" || format === "ndjson") expect(text).toMatch(/"leftOutBytes": ?3999000/);
    else if (format === "vitest") expect(text).toContain("the request is longer than a report holds");
    else if (format !== "github") {
      expect(text).toContain("… 3,999,000 more bytes");
      if (format === "har") expect(text).toContain("Base64 of the bytes. … 7 more bytes");
      else if (format !== "sarif") expect(text).toContain("(base64) /w==… 7 more bytes");
    }
  });
});
