import { describe, expect, it } from "vitest";
import type { Report } from "../../report/report.ts";
import { hostileReport } from "../../testing/hostile-report.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { scene } from "../testing/scene.ts";
import { allureFiles } from "./allure.ts";

const filesOf = (report: Report) => allureFiles(report, scene.laws);
const resultsOf = (report: Report) =>
  filesOf(report)
    .filter(({ name }) => name.endsWith("-result.json"))
    .map(({ text }) => JSON.parse(text));
const resultOf = (report: Report, law: string) => resultsOf(report).find(({ name }) => name === law);
const withFinding = (change: Partial<Report["findings"][number]>): Report => ({
  ...sampleReport,
  findings: sampleReport.findings.map((finding) => ({ ...finding, ...change })),
});

describe("the results for Allure", () => {
  it("have one for each law: failed where the gate is red, broken where the harness is", () => {
    expect(Object.fromEntries(resultsOf(sampleReport).map(({ name, status }) => [name, status]))).toEqual({
      "counts-sum-to-scanned": "failed",
      "status-is-declared": "passed",
      "each-cvm-once": "skipped",
      "defaults-are-sent": "skipped",
      "oversized-body-is-refused": "skipped",
      "body-matches-schema": "broken",
    });
    expect(resultOf({ ...sampleReport, lost: "It is gone." }, "the-target-was-lost")).toMatchObject({
      status: "broken",
      statusDetails: { message: "It is gone." },
    });
  });

  it("say what a law says, how grave it is, and what it was checked on", () => {
    const { description, labels, parameters } = resultOf(sampleReport, "counts-sum-to-scanned");
    expect(description).toContain("`scanned`");
    expect(labels).toContainEqual({ name: "severity", value: "critical" });
    expect(labels).toContainEqual({ name: "suite", value: "must" });
    expect(parameters).toContainEqual({ name: "seed", value: "7", excluded: true });
  });

  it("attach request, answer and curl line of each finding, each in a file that is written before its result", () => {
    const files = filesOf(sampleReport);
    const { steps, uuid } = resultOf(sampleReport, "counts-sum-to-scanned");
    expect(steps).toHaveLength(1);
    const attached = [...steps[0].steps[0].attachments, ...steps[0].attachments];
    expect(attached.map(({ name }) => name)).toEqual(["request", "answer", "curl"]);
    const names = files.map(({ name }) => name);
    for (const { source } of attached) expect(names.slice(0, names.indexOf(`${uuid}-result.json`))).toContain(source);
    const textOf = (index: number) => files.find(({ name }) => name === attached[index].source)?.text;
    expect(textOf(0)).toBe(
      'PATCH /api/v1/cvms/instance-ids\ncontent-type: application/json\n(with a key: member)\n\n{"dry_run":true}',
    );
    expect(textOf(1)).toMatch(/^200\n\n\{"note"/);
    expect(textOf(2)).toMatch(/^curl -X PATCH .*\n$/);
  });

  it("have a history that goes by the law, and names that are of one run alone", () => {
    const later: Report = { ...sampleReport, startedAt: "2026-01-22T00:00:00.000Z" };
    const history = (report: Report) => resultsOf(report).map(({ historyId }) => historyId);
    expect(history(later)).toEqual(history(sampleReport));
    expect(new Set(history(sampleReport)).size).toBe(sampleReport.laws.length);
    const names = (report: Report) => filesOf(report).map(({ name }) => name);
    expect(names(sampleReport)).toEqual(names(sampleReport));
    expect(names(later).filter((name) => names(sampleReport).includes(name))).toEqual([]);
    expect(history({ ...sampleReport, shard: "1/2" })).not.toEqual(history({ ...sampleReport, shard: "2/2" }));
  });

  it("mark what is known, and what comes and goes", () => {
    expect(resultOf(withFinding({ known: true }), "counts-sum-to-scanned")).toMatchObject({
      status: "skipped",
      statusDetails: { known: true },
    });
    expect(resultOf(sampleReport, "defaults-are-sent").statusDetails.flaky).toBe(true);
  });

  it("have names that no server chooses", () => {
    const names = filesOf(hostileReport).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[\da-f-]{36}-(result\.json|attachment\.txt)$/);
  });
});
