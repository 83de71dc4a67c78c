import { onOff } from "../options/kinds/on-off.ts";
import { repeated } from "../options/kinds/repeated.ts";
import { option } from "../options/option.ts";
import { REPORT_FORMATS, type ReportTarget, reportTarget } from "./report-target.ts";

/** `--report`, of every command that ends in a report. */
export const reportOption = option<readonly ReportTarget[]>(
  "report",
  repeated(reportTarget),
  `${REPORT_FORMATS.join(", ")}: to standard output or a file; tty where not given`,
  [{ format: "tty", path: null }],
);

/** `--verbose`, of the same commands. */
export const verboseOption = option(
  "verbose",
  onOff,
  "show a row for each law in the report tty, not only for those that are broken or have no verdict",
  false,
);
