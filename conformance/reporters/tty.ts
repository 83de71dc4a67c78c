import type { Report, ReportedBaselineEntry, ReportedLaw } from "../report/report.ts";
import { requestsAfterPhases } from "../report/requests-after-phases.ts";
import { isSharedHint, sharedHints } from "../report/shared-hints.ts";
import type { Backdrop } from "./backdrop.ts";
import { calmTexts, isCalm } from "./calm-laws.ts";
import { findingLines } from "./finding-lines.ts";
import { outcomeText } from "./outcome-text.ts";
import { AFTER_PHASES } from "./after-phases-text.ts";
import { extentTexts } from "./extent-text.ts";
import { counted, plainlyCounted } from "./number-text.ts";
import { paceTexts } from "./pace-text.ts";
import { placeText } from "./place-text.ts";
import { speedTexts } from "./speed-text.ts";
import { printable } from "./printable.ts";
import type { Style } from "./style.ts";
import { variablesTexts } from "./variables-texts.ts";
import { verdictMarks } from "./verdict-marks.ts";

const lawLine = (law: ReportedLaw, idWidth: number, style: Style): string => {
  const { mark, tone, text } = verdictMarks[law.verdict];
  const evidence = law.verdict === "skipped" ? "" : String(law.evidence);
  const line = `  ${style(tone, mark)} ${law.id.padEnd(idWidth)}  ${law.level.padEnd(9)}  ${style(tone, text.padEnd(13))} ${evidence.padStart(9)}`;
  return law.missing === null ? line : `${line}\n      ${style("faint", law.missing)}`;
};

/** A table of these laws, with its head; no lines where there are none. */
const lawTable = (laws: readonly ReportedLaw[], style: Style): readonly string[] => {
  if (laws.length === 0) return [];
  const idWidth = Math.max(...laws.map((law) => law.id.length));
  return [
    "",
    style(
      "strong",
      `    ${"law".padEnd(idWidth)}  ${"level".padEnd(9)}  ${"verdict".padEnd(13)} ${"evidence".padStart(9)}`,
    ),
    ...laws.map((law) => lawLine(law, idWidth, style)),
  ];
};

const sharedTexts = ({ laws }: Report) =>
  sharedHints(laws).map(({ text }) => ({ verdict: "not-exercised" as const, text }));

const seconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`;

/** A line for each phase, and one for what was sent after the last of them. */
const phaseLines = (report: Report, style: Style): readonly string[] => {
  const line = (name: string, text: string): string => style("faint", `  ${name.padEnd(10)} ${text}`);
  const after = requestsAfterPhases(report);
  return [
    ...report.phases.map(({ name, requests, durationMs, skipped, endedBy }) =>
      line(
        name,
        skipped ??
          `${plainlyCounted(requests, "request")} in ${seconds(durationMs)}${endedBy === undefined ? "" : ": not all that it was to send"}`,
      ),
    ),
    ...(after === 0 ? [] : [line("afterwards", `${plainlyCounted(after, "request")}, ${AFTER_PHASES}`)]),
  ];
};

const baselineLines = ({ baseline, findings }: Report, style: Style): readonly string[] => {
  if (baseline === null) return [];
  const told = ({ fingerprint, law, reason }: ReportedBaselineEntry): string =>
    `${fingerprint}  ${law}${reason === null ? "" : `: ${printable(reason)}`}`;
  const known = findings.filter((finding) => finding.known).length;
  return [
    `${counted(known, "finding")} of this run ${known === 1 ? "is" : "are"} known from the baseline.`,
    ...baseline.expired.map((entry) => style("bad", `  expired on ${entry.expires}  ${told(entry)}`)),
    ...baseline.fixed.map((entry) => style("good", `  fixed  ${told(entry)}`)),
    ...baseline.unseen.map((entry) => `  not seen any more (by other requests than its own)  ${told(entry)}`),
    "",
  ];
};

/** The lines that send again what a server got last before it was lost. */
const lastSentLines = ({ lastSent }: Report, style: Style): readonly string[] =>
  lastSent === undefined
    ? []
    : [
        ...variablesTexts(lastSent).map((text) => `    ${style("faint", "first   ")}  ${text}`),
        ...lastSent.curl.map((line) => `    ${style("faint", "try     ")}  ${line}`),
      ];

/**
 * The report for people: findings, then a row for each law that needs attention, with verdict and evidence, and the others counted, those too that
 * were not put to the test for one and the same reason, then the verdict. Where it is verbose each law has a row.
 */
export const ttyText = (
  report: Report,
  { style, isVerbose = false }: Pick<Backdrop, "style" | "isVerbose">,
): string => {
  const { latencyMs } = report;
  const shown = isVerbose ? report.laws : report.laws.filter((law) => !isCalm(law) && !isSharedHint(law));
  const outcome = outcomeText(report);
  return [
    `cvm-contract ${report.tool.version}: ${report.settings.embedded ? `the embedded reference, ${report.target}` : placeText(report)}`,
    ...report.findings.flatMap((finding) => ["", ...findingLines(finding, report, style)]),
    ...lawTable(shown, style),
    "",
    ...[...sharedTexts(report), ...calmTexts(report.laws)].map(({ verdict, text }) => {
      const { mark, tone } = verdictMarks[verdict];
      return `  ${style(tone, mark)} ${text}`;
    }),
    "",
    ...phaseLines(report, style),
    style(
      "faint",
      `  ${plainlyCounted(report.cases, "case")}, ${plainlyCounted(report.requests, "request")}, ${seconds(report.durationMs)}${report.seed === null ? "" : `, seed ${report.seed}`}${report.shard === null ? "" : `, shard ${report.shard}`}; latency p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms`,
    ),
    ...extentTexts(report).map((text) => style("faint", `  ${text}`)),
    ...speedTexts(report).map((text) => style("faint", `  ${text}`)),
    ...paceTexts(report).map((text) => style("warning", `  ${text}`)),
    "",
    ...baselineLines(report, style),
    style(outcome.tone, outcome.text),
    ...lastSentLines(report, style),
    "",
  ].join("\n");
};
