import type { Level } from "../../cases/judgement.ts";
import type { Report } from "../../report/report.ts";
import type { LawText } from "../backdrop.ts";
import type { ReportFile } from "../report-file.ts";
import { findingsOf } from "../standing.ts";
import { type Mishap, type TestCase, testCasesOf } from "../test-cases.ts";
import { findingStep } from "./finding-step.ts";
import { type Identify, identifierOf } from "./identity.ts";

const NAME = "cvm-contract";

/** How grave a broken law is in the words of Allure. */
const severities = { must: "critical", should: "normal", reference: "minor" } as const satisfies Record<Level, string>;

const statuses = { failure: "failed", error: "broken", skipped: "skipped" } as const satisfies Record<
  Mishap["element"],
  string
>;

const label = (name: string, value: string) => ({ name, value });

const labelsOf = ({ law }: TestCase, { contract, target }: Report) => [
  label("framework", NAME),
  label("layer", "api"),
  label("host", new URL(target).hostname),
  label("epic", contract.title),
  label("parentSuite", NAME),
  ...(law === null ? [] : [label("suite", law.level), label("severity", severities[law.level])]),
  ...(law === null ? [] : [label("tag", law.verdict)]),
];

/** Allure marks what is known, and what comes and goes. */
const detailsOf = ({ law, mishap }: TestCase, report: Report) => {
  const findings = law === null ? [] : findingsOf(law, report);
  return {
    ...(mishap === null ? {} : { message: mishap.message, trace: mishap.text }),
    known: findings.length > 0 && findings.every(({ known }) => known),
    flaky: law?.verdict === "unstable",
  };
};

const resultOf = (
  testCase: TestCase,
  report: Report,
  laws: readonly LawText[],
  identify: Identify,
): readonly ReportFile[] => {
  const { name, law, mishap } = testCase;
  const told = (law === null ? [] : findingsOf(law, report)).map((finding) => findingStep(finding, report, identify));
  const uuid = identify(name);
  const startMs = Date.parse(report.startedAt);
  // The shards of a run are no retries of each other.
  const historyId = `${NAME}/${name}${report.shard === null ? "" : `/${report.shard}`}`;
  const parameter = (what: string, value: string | number | null) =>
    value === null ? [] : [{ name: what, value: String(value), excluded: true }];
  const result = {
    uuid,
    historyId,
    testCaseId: historyId,
    fullName: `${NAME}: ${name}`,
    name,
    description: laws.find(({ id }) => id === name)?.says ?? "",
    status: mishap === null ? "passed" : statuses[mishap.element],
    statusDetails: detailsOf(testCase, report),
    stage: "finished",
    // The cases of a run are under way at once: none has a time of its own.
    start: startMs,
    stop: startMs,
    labels: labelsOf(testCase, report),
    links: [],
    parameters: [
      ...parameter("target", report.target),
      ...parameter("seed", report.seed),
      ...parameter("shard", report.shard),
      ...parameter("evidence", law?.evidence ?? null),
    ],
    steps: told.map(({ step }) => step),
    attachments: [],
  };
  // A result comes after what hangs on it, so that none is ever there without.
  return [
    ...told.flatMap(({ files }) => files),
    { name: `${uuid}-result.json`, text: `${JSON.stringify(result, null, 2)}\n` },
  ];
};

/**
 * A report as the files of an Allure results folder: a result for each law, a step in it for each of its findings, with requests, answers
 * and curl lines attached. Names are of this run alone.
 * Source: allurereport.org, "Test result file"; the types of allure-js-commons 3.
 */
export const allureFiles = (report: Report, laws: readonly LawText[]): readonly ReportFile[] => {
  const identify = identifierOf(report);
  const files = testCasesOf(report).flatMap((testCase) => resultOf(testCase, report, laws, identify));
  // A finding that several laws share hangs on the result of each.
  return [...new Map(files.map((file) => [file.name, file])).values()];
};
