import type { Report, ReportedFinding, ReportedStep } from "../../report/report.ts";
import type { LawText } from "../backdrop.ts";
import { alsoText, metText, takesText } from "../cause-words.ts";
import { bodyText } from "../finding-lines.ts";
import { abridged } from "../printable.ts";
import { whyTolerated } from "../standing.ts";
import { fenced, literal } from "./literal.ts";
import { variablesTexts } from "../variables-texts.ts";

/** A line to paste is whole or it is of no use: a longer one is left to the other reports. */
const MAX_CURL_CHARS = 4_000;
const MAX_VALUE_CHARS = 800;

const exchange = ({ credential, method, path, body, response }: ReportedStep): string => {
  const key = credential === "none" ? "" : ` (key: ${credential})`;
  const answer =
    "fault" in response
      ? `no answer: ${response.fault} (${response.detail})`
      : `${response.status} ${bodyText(response.body)}`;
  return fenced(`${method} ${abridged(path, MAX_VALUE_CHARS)}${key}\n${bodyText(body)}\n→ ${answer}`);
};

const command = (curl: readonly string[]): string => {
  const lines = curl.join("\n");
  return lines.length > MAX_CURL_CHARS
    ? `The line that sends it again has ${lines.length} characters; the JSON report has it.`
    : fenced(lines, "sh");
};

/** The commands that send it again; nothing where there are none. */
const again = ({ curl, replay, ...finding }: ReportedFinding): readonly string[] => {
  const commands = [
    ...(curl.length === 0 ? [] : [command(curl)]),
    ...(curl.length === 0 || replay === null ? [] : ["or"]),
    ...(replay === null ? [] : [fenced(replay, "sh")]),
  ];
  return commands.length === 0
    ? []
    : ["To see it again", ...variablesTexts(finding).flatMap((text) => [`First ${literal(text)}.`, ""]), ...commands];
};

const told = (label: string, text: string | null): readonly string[] =>
  text === null ? [] : [`${label}: ${literal(abridged(text, MAX_VALUE_CHARS))}`, ""];

/** One finding, folded: its heading tells message, law and level, the rest is for whoever opens it. */
export const findingSection = (finding: ReportedFinding, text: LawText | undefined, report: Report): string => {
  const tolerated = whyTolerated(finding, report);
  const note = tolerated === null ? "" : `, ${tolerated}`;
  return [
    `<details><summary>${tolerated === null ? "❌" : "⚠️"} <b>${literal(abridged(finding.message, MAX_VALUE_CHARS))}</b> ${literal(finding.law)} (${finding.level}${literal(note)})</summary>`,
    "",
    ...told("Also broken by it", alsoText(finding)),
    ...told("It takes", takesText(finding)),
    ...told("Met", metText(finding, report)),
    ...(text === undefined ? [] : [`> ${text.says}`, ""]),
    "Expected",
    fenced(abridged(finding.expected, MAX_VALUE_CHARS)),
    "Actual",
    fenced(abridged(finding.actual, MAX_VALUE_CHARS)),
    finding.steps.length === 1 ? "The exchange" : `The ${finding.steps.length} exchanges`,
    ...finding.steps.map(exchange),
    ...again(finding),
    `Finding \`${finding.fingerprint}\`.`,
    "",
    "</details>",
    "",
  ].join("\n");
};
