import type { Report, ReportedBody, ReportedFinding, ReportedStep } from "../report/report.ts";
import { bodyWords } from "./body-words.ts";
import { alsoText, metText, takesText } from "./cause-words.ts";
import { abridged, printable } from "./printable.ts";
import { whyTolerated } from "./standing.ts";
import type { Style } from "./style.ts";
import { variablesTexts } from "./variables-texts.ts";

/** Longer bodies are abridged where people read; the JSON report has more of them. */
const MAX_BODY_CHARS = 800;

/** A body as text for people, safe to print. */
export const bodyText = (body: ReportedBody): string => {
  if (body === null) return "(no body)";
  const { text, rest } = bodyWords(body);
  return `${abridged(printable(text), MAX_BODY_CHARS)}${rest}`;
};

/** Equal for steps that send the same. */
const sentBy = ({ response: _, ...sent }: ReportedStep): string => JSON.stringify(sent);

const requestLines = (step: ReportedStep, before: ReportedStep | undefined, style: Style): readonly string[] =>
  before !== undefined && sentBy(step) === sentBy(before)
    ? [`    ${style("faint", "request ")}  the same again`]
    : [
        `    ${style("faint", "request ")}  ${step.method} ${printable(step.path)}${step.credential === "none" ? "" : `  (key: ${step.credential})`}`,
        // Not bare: a log that GitHub Actions reads would take a body that starts with two colons for a command.
        `    ${style("faint", "body    ")}  ${bodyText(step.body)}`,
      ];

const stepLines = (step: ReportedStep, before: ReportedStep | undefined, style: Style): readonly string[] => [
  ...requestLines(step, before, style),
  "fault" in step.response
    ? `    ${style("faint", "answer  ")}  none: ${step.response.fault} (${printable(step.response.detail)})`
    : `    ${style("faint", "answer  ")}  ${step.response.status} ${bodyText(step.response.body)}`,
];

const told = (label: string, text: string | null, style: Style): readonly string[] =>
  text === null ? [] : [`    ${style("faint", label.padEnd(8))}  ${printable(text)}`];

/**
 * A finding as lines of plain text: what was expected, what came, the requests with their answers, and the lines that reproduce it.
 * What does not fail the gate is marked, and says why.
 */
export const findingLines = (finding: ReportedFinding, report: Report, style: Style): readonly string[] => {
  const tolerated = whyTolerated(finding, report);
  return [
    `${tolerated === null ? style("bad", "✗") : style("warning", "!")} ${style("strong", printable(finding.message))}`,
    `    ${style("faint", "law     ")}  ${finding.law} (${finding.level}${tolerated === null ? "" : `, ${tolerated}`})  ${style("faint", finding.fingerprint)}`,
    ...told("and", alsoText(finding), style),
    ...told("takes", takesText(finding), style),
    ...told("met", metText(finding, report), style),
    `    ${style("faint", "expected")}  ${printable(finding.expected)}`,
    `    ${style("faint", "actual  ")}  ${printable(finding.actual)}`,
    ...finding.steps.flatMap((step, index) => stepLines(step, finding.steps[index - 1], style)),
    ...variablesTexts(finding).map((text) => `    ${style("faint", "first   ")}  ${text}`),
    ...finding.curl.map((line) => `    ${style("faint", "try     ")}  ${line}`),
    ...(finding.replay === null ? [] : [`    ${style("faint", "or      ")}  ${printable(finding.replay)}`]),
  ];
};
