import type { Report, ReportedLaw } from "../../report/report.ts";
import type { LawText } from "../backdrop.ts";
import { type PlaceBackdrop, placeOfLaw } from "../contract-place.ts";
import { type Standing, standingOf } from "../standing.ts";
import { verdictMarks } from "../verdict-marks.ts";
import { literal } from "./literal.ts";
import { clipped, MAX_LINE_CHARS, withinLimits } from "./limits.ts";
import { artifactLocation, sarifResult } from "./result.ts";
import { sarifRule } from "./rule.ts";
import { countText } from "../number-text.ts";
import { settingsTexts } from "../settings-texts.ts";

const gravityOf = (standing: Standing): "error" | "warning" | "note" | null => {
  switch (standing) {
    case "harness-error":
      return "error";
    case "lacks-evidence":
      return "warning";
    case "unproven":
      return "note";
    case "held":
    case "fails":
    case "tolerated":
      return null;
  }
};

/** A law without a verdict: a note on the run, not a result, for there is nothing in the contract to mend. */
const notification = (law: ReportedLaw, index: number, report: Report) => {
  const level = gravityOf(standingOf(law, report));
  if (law.verdict === "skipped" || level === null) return [];
  const text = literal(clipped(`${law.id}: ${verdictMarks[law.verdict].text}. ${law.missing ?? ""}`, MAX_LINE_CHARS));
  return [{ level, message: { text }, associatedRule: { id: law.id, index } }];
};

const automationId = (shard: string | null): string =>
  shard === null ? "cvm-contract/" : `cvm-contract/shard-${shard.replace("/", "-of-")}/`;

/** What code scanning would have to leave out is left out here, and counted. */
const omission = (count: number) =>
  count === 0
    ? []
    : [
        {
          level: "warning",
          message: {
            text: `${countText(count)} more findings are not among the results, which keep within what GitHub takes; the JSON report has all.`,
          },
        },
      ];

/**
 * A report as a SARIF 2.1.0 log: laws are rules, findings are results that point at the place in the contract that the law comes from.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifText = (report: Report, backdrop: PlaceBackdrop): string => {
  const textOf = (id: string): LawText | undefined => backdrop.laws.find((law) => law.id === id);
  const file = artifactLocation(backdrop.file.path);
  const endMs = Date.parse(report.startedAt) + report.durationMs;
  const { kept, left } = withinLimits(report.findings, (finding) => {
    const ruleIndex = report.laws.findIndex((law) => law.id === finding.law);
    return sarifResult(finding, ruleIndex, file, placeOfLaw(finding.law, backdrop), report);
  });
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            rules: report.laws.map((law) => sarifRule(law, textOf(law.id))),
          },
        },
        automationDetails: { id: automationId(report.shard) },
        invocations: [
          {
            executionSuccessful: report.outcome !== "failed",
            startTimeUtc: report.startedAt,
            endTimeUtc: new Date(endMs).toISOString(),
            toolExecutionNotifications: [
              ...omission(left),
              ...settingsTexts(report).map((text) => ({ level: "note", message: { text: literal(text) } })),
              ...report.laws.flatMap((law, index) => notification(law, index, report)),
            ],
          },
        ],
        originalUriBaseIds: { [file.uriBaseId]: { description: { text: "The root of the repository." } } },
        artifacts: [{ location: file, roles: ["analysisTarget"], mimeType: "application/json" }],
        columnKind: "utf16CodeUnits",
        results: kept,
        properties: { target: report.target, seed: report.seed, outcome: report.outcome, requests: report.requests },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};
