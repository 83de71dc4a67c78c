import { expect, it } from "vitest";
import { mayBeUnreported } from "../report/reported-unreported.ts";
import type { ReportedUnreported } from "../report/reported-unreported.ts";
import { reportFaults } from "../testing/report-schema.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { outcomeText } from "./outcome-text.ts";

const A = "a".repeat(40);

const reported = (changed: number, promised: number, movesByItself: boolean | null = false): ReportedUnreported => ({
  cvms: Array.from({ length: changed }, (_, index) => ({ cvmId: String(index + 1), before: null, after: A })),
  share: { changed, promised },
  movesByItself,
});

const conforming = { ...sampleReport, outcome: "conforms", laws: [], findings: [], baseline: null } as const;

it("is told with the ids that were stored, and what they may come from", () => {
  const report = { ...conforming, outcome: "inconclusive", unreported: reported(5, 20) } as const;
  expect(reportFaults(report)).toEqual([]);
  const { text } = outcomeText(report);
  expect(text).toMatch(
    /^Inconclusive: by what answers tell, what is stored changed, no answer reported it, and it did not go on changing once nothing was sent, so that this run may have written it\. Of 5 CVMs previews told another stored id later on than at first, and no answer that it was written: CVM 1 \(its id before: none\), .*, CVM 5 \(its id before: none\)\. If nobody else writes/,
  );
});

it("is told beside a verdict where it is little, or goes on, by a few names", () => {
  const report = { ...conforming, unreported: reported(4, 20) };
  expect(outcomeText(report).text).toMatch(
    /^Conforms: no law is broken\. Of 4 CVMs .*: CVM 1 \(its id before: none\), CVM 2 \(its id before: none\), CVM 3 \(its id before: none\), 1 more, which --report json names\./,
  );
});

it("is not told where a must law is broken, which explains it", () => {
  const [finding] = sampleReport.findings;
  if (finding === undefined) throw new Error("The sample report lost its finding.");
  const findings = [{ ...finding, level: "must" } as const];
  expect(outcomeText({ ...sampleReport, findings, unreported: reported(20, 20) }).text).not.toContain("later on");
  expect(mayBeUnreported({ findings, unreported: reported(20, 20) })).toBe(false);
});

it.each([
  [5, 20, false, true],
  [5, 20, null, true],
  [5, 20, true, false],
  [5, 21, false, false],
  [4, 8, false, false],
  [3, 3, false, true],
  [2, 3, false, false],
] as const)("leaves a run without a verdict where %i of %i CVMs are, moving: %s", (changed, promised, moves, isSo) => {
  expect(mayBeUnreported({ findings: [], unreported: reported(changed, promised, moves) })).toBe(isSo);
});

it("does not leave a run without a verdict where there is none", () => {
  expect(mayBeUnreported({ findings: [] })).toBe(false);
});
