import type { ReportedFinding, ReportedStep } from "./report.ts";

/** What a server got last before it was lost: the requests that it gave no answer to, or else the last one that it answered. */
export interface ReportedLastSent extends Pick<ReportedFinding, "curl" | "variables"> {
  readonly steps: readonly ReportedStep[];
}
