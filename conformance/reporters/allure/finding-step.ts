import type { Report, ReportedBody, ReportedFinding, ReportedStep } from "../../report/report.ts";
import { bodyWords } from "../body-words.ts";
import { printable } from "../printable.ts";
import type { ReportFile } from "../report-file.ts";
import { failsGate, whyTolerated } from "../standing.ts";
import type { Identify } from "./identity.ts";

/** A part of a result, with the files that hang on it. Source: allure-js-commons, `StepResult` and `Attachment`. */
export interface AllureStep {
  readonly name: string;
  readonly status: "failed" | "skipped";
  readonly stage: "finished";
  readonly statusDetails: { readonly message: string; readonly trace: string };
  readonly steps: readonly AllureStep[];
  readonly attachments: readonly { readonly name: string; readonly type: "text/plain"; readonly source: string }[];
}

const bodyText = (body: ReportedBody): string => {
  if (body === null) return "(no body)";
  const { text, rest } = bodyWords(body);
  return `${text}${rest}`;
};

const headerLines = (headers: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

const requestText = ({ method, path, headers, body, credential }: ReportedStep): string =>
  [
    `${method} ${path}`,
    ...headerLines(headers),
    ...(credential === "none" ? [] : [`(with a key: ${credential})`]),
    "",
    bodyText(body),
  ].join("\n");

const answerText = ({ response }: ReportedStep): string =>
  "fault" in response
    ? `No answer: ${response.fault} (${response.detail})`
    : [String(response.status), ...headerLines(response.headers), "", bodyText(response.body)].join("\n");

const outcomeOf = ({ response }: ReportedStep): string =>
  "fault" in response ? response.fault : String(response.status);

/** A finding as a step of its law's result, each of its requests as a step of that, and the texts that hang on them. */
export const findingStep = (
  finding: ReportedFinding,
  report: Report,
  identify: Identify,
): { readonly step: AllureStep; readonly files: readonly ReportFile[] } => {
  const files: ReportFile[] = [];
  const attach = (name: string, text: string, ...words: readonly string[]) => {
    const source = `${identify(finding.fingerprint, finding.law, name, ...words)}-attachment.txt`;
    files.push({ name: source, text });
    return { name, type: "text/plain", source } as const;
  };
  const status = failsGate(finding, report) ? "failed" : "skipped";
  const tolerated = whyTolerated(finding, report);
  const steps = finding.steps.map((step, index) => ({
    name: `${step.method} ${printable(step.path)}: ${outcomeOf(step)}`,
    status,
    stage: "finished",
    statusDetails: { message: "", trace: "" },
    steps: [],
    attachments: [
      attach("request", requestText(step), String(index)),
      attach("answer", answerText(step), String(index)),
    ],
  })) satisfies readonly AllureStep[];
  const step = {
    name: `${printable(finding.message)} (${finding.fingerprint})`,
    status,
    stage: "finished",
    statusDetails: {
      message: `${tolerated === null ? "" : `Broken ${tolerated}: `}${finding.message}`,
      trace: `expected  ${finding.expected}\nactual    ${finding.actual}`,
    },
    steps,
    attachments: finding.curl.length === 0 ? [] : [attach("curl", `${finding.curl.join("\n")}\n`)],
  } satisfies AllureStep;
  return { step, files };
};
