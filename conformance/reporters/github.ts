import type { Report, ReportedFinding } from "../report/report.ts";
import { type PlaceBackdrop, placeOfLaw } from "./contract-place.ts";
import { outcomeText } from "./outcome-text.ts";
import { abridged, printable, printableLines } from "./printable.ts";
import { standingOf, whyTolerated } from "./standing.ts";
import { variablesTexts } from "./variables-texts.ts";

type Kind = "error" | "warning" | "notice";

const MAX_VALUE_CHARS = 400;

/** A line to paste is whole or it is of no use. */
const MAX_CURL_CHARS = 2_000;

/** Source: docs.github.com, workflow commands for GitHub Actions; the runner undoes these escapes and no others. */
const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

const workflowCommand = (
  kind: Kind,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string => {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${kind} ${given.join(",")}::${escapeData(message)}`;
};

const kindOf = (finding: ReportedFinding, report: Report): Kind => {
  if (whyTolerated(finding, report) === null) return "error";
  return finding.known ? "notice" : "warning";
};

const shown = (text: string): string => abridged(printable(text), MAX_VALUE_CHARS);

const annotation = (finding: ReportedFinding, report: Report, backdrop: PlaceBackdrop): string => {
  const { region } = placeOfLaw(finding.law, backdrop);
  const tolerated = whyTolerated(finding, report);
  return workflowCommand(
    kindOf(finding, report),
    {
      file: backdrop.file.path,
      ...(region === null ? {} : { line: region.startLine, endLine: region.endLine }),
      title: `${finding.law} (${finding.level})`,
    },
    [
      `${shown(finding.message)}${tolerated === null ? "" : ` (${tolerated})`}`,
      `expected: ${shown(finding.expected)}`,
      `actual: ${shown(finding.actual)}`,
      ...variablesTexts(finding).map((text) => `first: ${printable(text)}`),
      ...finding.curl.map(
        (line) =>
          `try: ${line.length > MAX_CURL_CHARS ? "too long for here, --report json has it" : printableLines(line)}`,
      ),
    ].join("\n"),
  );
};

const KINDS: readonly Kind[] = ["error", "warning", "notice"];

/**
 * A report as annotations for GitHub Actions, a line each: errors are what fails the gate. The gravest come first, for GitHub shows
 * ten of a kind a step. Nothing that a server sent can start a command of its own.
 */
export const githubText = (report: Report, backdrop: PlaceBackdrop): string => {
  const unjudged = report.laws.flatMap((law) => {
    const standing = standingOf(law, report);
    if (standing !== "lacks-evidence" && standing !== "harness-error") return [];
    return [workflowCommand("error", { title: `${law.id} (${law.level})` }, printable(law.missing ?? law.verdict))];
  });
  const findings = KINDS.flatMap((kind) => report.findings.filter((finding) => kindOf(finding, report) === kind)).map(
    (finding) => annotation(finding, report, backdrop),
  );
  const verdict = report.outcome === "conforms" ? "notice" : "error";
  return [
    workflowCommand(verdict, { title: "cvm-contract" }, outcomeText(report).text),
    ...unjudged,
    ...findings,
    "",
  ].join("\n");
};
