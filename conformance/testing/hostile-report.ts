import type { Report, ReportedFinding } from "../report/report.ts";
import { sampleReport } from "./sample-report.ts";

/** What a server might send to break out of whatever its words are shown in. */
export const hostileText = [
  '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">]]><!-- \'"&amp;&',
  "\u0000\u0008\u001b[31m\u0085\u2028\u202e\ud800\ufffe\u{1fffe}",
  "::error file=x::forged%0A::set-output name=a::b ##[error]forged",
  "```` ``` @everyone <!-- | [link](javascript:window.hacked=3) <details open> # heading",
  "\t\r\n\n",
].join("\n");

/** A few million characters: what a server may well answer. */
const LONG_CHARS = 5_000_000;

const finding = (law: string, change: Partial<ReportedFinding>): readonly ReportedFinding[] =>
  sampleReport.findings.slice(0, 1).map((sample) => ({
    ...sample,
    law,
    message: hostileText,
    expected: hostileText,
    actual: hostileText,
    steps: sample.steps.map((step) => ({
      ...step,
      path: `/${hostileText}`,
      headers: { "x-evil": hostileText },
      body: hostileText,
      response: { status: 200, headers: { [hostileText]: hostileText }, body: hostileText },
    })),
    curl: [hostileText],
    replay: hostileText,
    ...change,
  }));

/** What fills the stack, or takes time with the square of its length, where it is not read with care. */
export const longTexts: ReadonlyMap<string, string> = new Map([
  ["equal characters", "a".repeat(LONG_CHARS)],
  ["line breaks", "\n".repeat(LONG_CHARS / 8)],
  ["backticks, each by itself", "`a".repeat(LONG_CHARS / 8)],
  ["opening brackets", "[a".repeat(LONG_CHARS / 8)],
  ["brackets that nest", '{"a":['.repeat(LONG_CHARS / 8)],
]);

/** A report in which every text that a server chooses is `text`. */
export const reportOf = (text: string): Report => ({
  ...sampleReport,
  laws: sampleReport.laws.map((law) => ({ ...law, missing: law.missing === null ? null : text })),
  findings: sampleReport.findings.map((sample) => ({
    ...sample,
    message: text,
    expected: text,
    actual: `${text}.`,
    steps: sample.steps.flatMap((step) => [
      { ...step, response: { status: 200, headers: {}, body: text } },
      { ...step, response: { fault: "dropped", detail: text } as const },
    ]),
    curl: [text],
  })),
});

/** A report in which every word that may come from a server is meant to do harm. */
export const hostileReport: Report = {
  ...sampleReport,
  findings: [
    ...finding("counts-sum-to-scanned", {}),
    ...finding("counts-sum-to-scanned", { fingerprint: "0123456789ac", known: true }),
    ...finding("defaults-are-sent", { fingerprint: "0123456789ad", level: "should" }),
  ],
  laws: sampleReport.laws.map((law) => ({ ...law, missing: law.missing === null ? null : hostileText })),
};
