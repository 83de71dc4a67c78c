import type { Report, ReportedFinding } from "../../report/report.ts";
import { whyTolerated } from "../standing.ts";

/** What an entry says of a finding that it belongs to; `index` is that of the request among the finding's. */
export const findingComment = (finding: ReportedFinding, index: number, report: Report): string => {
  const tolerated = whyTolerated(finding, report);
  return [
    `${finding.law} (${finding.level}${tolerated === null ? "" : `, ${tolerated}`}), finding ${finding.fingerprint}, request ${index + 1} of ${finding.steps.length}.`,
    finding.message,
    `Expected: ${finding.expected}`,
    `Actual: ${finding.actual}`,
  ].join("\n");
};
