import type { Report } from "../report.ts";

/** A report and what the user knows it by: its file. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}
