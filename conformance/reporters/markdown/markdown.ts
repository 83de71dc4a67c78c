import type { Report, ReportedLaw, Verdict } from "../../report/report.ts";
import { isSharedHint, type SharedHint, sharedHints } from "../../report/shared-hints.ts";
import type { LawText } from "../backdrop.ts";
import { plainlyCounted } from "../number-text.ts";
import { outcomeText } from "../outcome-text.ts";
import { placeText } from "../place-text.ts";
import { extentTexts } from "../extent-text.ts";
import { paceTexts } from "../pace-text.ts";
import { speedTexts } from "../speed-text.ts";
import { failsGate } from "../standing.ts";
import { verdictMarks } from "../verdict-marks.ts";
import { findingSection } from "./finding-section.ts";
import { literal } from "./literal.ts";

/** GitHub takes 65,536 characters a comment, GitLab a million. */
const MAX_CHARS = 60_000;

const signs = { good: "✅", bad: "❌", warning: "⚠️" } as const;

const VERDICTS: readonly Verdict[] = ["broken", "harness-error", "unstable", "not-exercised", "held", "skipped"];
const LEVELS = ["must", "should", "reference"] as const;

const countsTable = ({ laws }: Report): readonly string[] => [
  `| laws | ${LEVELS.join(" | ")} |`,
  `| --- | ${LEVELS.map(() => "--:").join(" | ")} |`,
  ...VERDICTS.flatMap((verdict) => {
    const own = laws.filter((law) => law.verdict === verdict);
    const counts = LEVELS.map((level) => own.filter((law) => law.level === level).length);
    return own.length === 0 ? [] : [`| ${verdictMarks[verdict].text} | ${counts.join(" | ")} |`];
  }),
];

/** Laws without a verdict that somebody could do something about. */
const unproven = ({ laws }: Report): readonly string[] => {
  const rows = laws.filter(({ verdict }) => verdict !== "held" && verdict !== "broken" && verdict !== "skipped");
  if (rows.length === 0) return [];
  const row = ({ id, verdict, missing }: ReportedLaw): string =>
    `| ${literal(id)} | ${verdictMarks[verdict].text} | ${literal(missing ?? "")} |`;
  const sharedRow = ({ text, laws: alike }: SharedHint): string =>
    `| ${plainlyCounted(alike.length, "law")} | ${verdictMarks["not-exercised"].text} | ${literal(text)} |`;
  return [
    `<details><summary>${rows.length} ${rows.length === 1 ? "law" : "laws"} without a verdict</summary>`,
    "",
    "| law | verdict | why |",
    "| --- | --- | --- |",
    ...rows.filter((law) => !isSharedHint(law)).map(row),
    ...sharedHints(rows).map(sharedRow),
    "",
    "</details>",
    "",
  ];
};

const facts = ({ target, settings, contract, cases, requests, durationMs, seed, shard, latencyMs }: Report): string =>
  [
    literal(placeText({ target, settings })),
    `${literal(contract.title)} ${literal(contract.version)}`,
    `${plainlyCounted(cases, "case")}, ${plainlyCounted(requests, "request")} in ${(durationMs / 1000).toFixed(1)} s`,
    `p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms`,
    ...(seed === null ? [] : [`seed ${seed}${shard === null ? "" : `, shard ${literal(shard)}`}`]),
  ].join(" · ");

/** So many sections from the first on as there is room for, and what is to be said of the others. */
const fitting = (sections: readonly string[], room: number): readonly string[] => {
  let left = room;
  const count = sections.findIndex((section) => {
    left -= section.length;
    return left < 0;
  });
  if (count === -1) return sections;
  return [
    ...sections.slice(0, count),
    `… and ${sections.length - count} more findings: the other reports have them.\n`,
  ];
};

/** A report as Markdown for a comment on a pull request or a job's summary, the findings that fail the gate first. */
export const markdownText = (report: Report, laws: readonly LawText[]): string => {
  const { tone, text } = outcomeText(report);
  const findings = [
    ...report.findings.filter((finding) => failsGate(finding, report)),
    ...report.findings.filter((finding) => !failsGate(finding, report)),
  ];
  const frame = [
    `## ${signs[tone]} ${text}`,
    "",
    facts(report),
    "",
    ...[...extentTexts(report), ...speedTexts(report), ...paceTexts(report)].flatMap((text) => [text, ""]),
    ...countsTable(report),
    "",
  ];
  const end = [...unproven(report), `<sub>${report.tool.name} ${literal(report.tool.version)}</sub>`, ""];
  const sections = findings.map((finding) =>
    findingSection(
      finding,
      laws.find(({ id }) => id === finding.law),
      report,
    ),
  );
  const room = MAX_CHARS - [...frame, ...end].join("\n").length;
  return [...frame, ...fitting(sections, room), ...end].join("\n");
};
