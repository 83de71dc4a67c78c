import type { Report } from "../../report/report.ts";
import { findingComment } from "./finding-comment.ts";
import { harEntry } from "./har-entry.ts";

/**
 * The exchanges of all findings, the smallest that show each, as an HTTP Archive 1.2. Comments say which finding an entry belongs to.
 * Source: http://www.softwareishard.com/blog/har-12-spec/
 */
export const harText = (report: Report): string => {
  // Of a finding's requests the times are not kept.
  const times = { startedAt: report.startedAt, ms: 0 };
  const har = {
    log: {
      version: "1.2",
      creator: { name: report.tool.name, version: report.tool.version },
      entries: report.findings.flatMap((finding) =>
        finding.steps.map((step, index) =>
          harEntry(step, report.target, times, findingComment(finding, index, report)),
        ),
      ),
      comment:
        "The smallest requests that show each finding, with their answers. Times of single requests are not kept: entries have the time at which the run began, and durations of 0. Keys are not in here. Sizes of answers are without their content codings.",
    },
  };
  return `${JSON.stringify(har, null, 2)}\n`;
};
