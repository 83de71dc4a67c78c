import type { RecordedFinding } from "../corpus/corpus-file.ts";
import type { Explanation } from "../findings/finding-book.ts";
import type { ReportedFinding } from "../report/report.ts";

/** A finding that was made, with what is kept of it. */
export interface MadeFinding {
  readonly finding: ReportedFinding;
  readonly record: RecordedFinding;
  readonly explanation: Explanation;
}
