import type { Contract, Locate } from "../../../contract/index.ts";
import type { Report, ReportedLaw } from "../../report/report.ts";
import type { LawText } from "../backdrop.ts";
import { contractPlace } from "../contract-place.ts";
import { type Standing, standingOf } from "../standing.ts";
import { verdictMarks } from "../verdict-marks.ts";
import { literal } from "./literal.ts";
import { CONTRACT_LOCATION, sarifResult } from "./result.ts";
import { sarifRule } from "./rule.ts";
import { settingsTexts } from "../settings-texts.ts";

/** What SARIF results are made from beside the report. `locate` finds places in openapi.json. */
export interface SarifBackdrop {
  readonly laws: readonly LawText[];
  readonly contract: Contract;
  readonly locate: Locate;
}

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
  const text = literal(`${law.id}: ${verdictMarks[law.verdict].text}. ${law.missing ?? ""}`);
  return [{ level, message: { text }, associatedRule: { id: law.id, index } }];
};

const automationId = (shard: string | null): string =>
  shard === null ? "cvm-contract/" : `cvm-contract/shard-${shard.replace("/", "-of-")}/`;

/**
 * A report as a SARIF 2.1.0 log: laws are rules, findings are results that point at the place in openapi.json that the law comes from.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifText = (report: Report, { laws, contract, locate }: SarifBackdrop): string => {
  const textOf = (id: string): LawText | undefined => laws.find((law) => law.id === id);
  const placeOf = (id: string) => {
    const pointer = contractPlace(textOf(id)?.source ?? "", contract);
    return { pointer, region: locate(pointer) };
  };
  const endMs = Date.parse(report.startedAt) + report.durationMs;
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
              ...settingsTexts(report).map((text) => ({ level: "note", message: { text: literal(text) } })),
              ...report.laws.flatMap((law, index) => notification(law, index, report)),
            ],
          },
        ],
        originalUriBaseIds: { [CONTRACT_LOCATION.uriBaseId]: { description: { text: "The folder of openapi.json." } } },
        artifacts: [{ location: CONTRACT_LOCATION, roles: ["analysisTarget"], mimeType: "application/json" }],
        columnKind: "utf16CodeUnits",
        results: report.findings.map((finding) => {
          const ruleIndex = report.laws.findIndex((law) => law.id === finding.law);
          return sarifResult(finding, ruleIndex, placeOf(finding.law), report);
        }),
        properties: { target: report.target, seed: report.seed, outcome: report.outcome, requests: report.requests },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};
