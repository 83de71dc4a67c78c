import { expect, it } from "vitest";
import { reportFaults } from "../../testing/report-schema.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import type { Report } from "../report.ts";
import { mergeReports } from "./merge-reports.ts";

const held: Report["laws"][number] = { id: "a-law", level: "must", verdict: "held", evidence: 1, missing: null };

const unreported = (count: number): Report["unreported"] & {} => ({
  cvms: Array.from({ length: count }, (_, index) => ({ cvmId: String(index), before: null, after: "a".repeat(40) })),
  share: { promised: 20, changed: count },
  movesByItself: false,
});

/** The report of two shards, of which one told that so many CVMs were stored otherwise, and the other so many. */
const mergedOf = (...counts: readonly [number, number]): Report => {
  const shards = counts.map((count, index) => ({
    name: `${index + 1}.json`,
    report: {
      ...sampleReport,
      ...(count === 0 ? {} : { unreported: unreported(count) }),
      shard: `${index + 1}/2`,
      laws: [held],
      findings: [],
    },
  }));
  const { report } = mergeReports(shards);
  expect(reportFaults(report)).toEqual([]);
  return report;
};

it("what no answer reported is told of the shard that tells of most, and leaves all without a verdict where it is much", () => {
  const much = mergedOf(2, 6);
  expect([much.unreported, much.outcome]).toEqual([unreported(6), "inconclusive"]);
  const little = mergedOf(2, 0);
  expect([little.unreported, little.outcome]).toEqual([unreported(2), "conforms"]);
  expect(mergedOf(0, 0).unreported).toBeUndefined();
});
