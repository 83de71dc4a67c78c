import type { Report } from "../report/report.ts";

/** The whole report as one JSON document. */
export const jsonText = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
