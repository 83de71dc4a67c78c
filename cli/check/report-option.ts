import { oneOf } from "../options/kinds/one-of.ts";
import { onOff } from "../options/kinds/on-off.ts";
import { repeated } from "../options/kinds/repeated.ts";
import { text } from "../options/kinds/text.ts";
import { option, optional } from "../options/option.ts";
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

/** `--record`, of the commands that send requests. */
export const recordOption = option(
  "record",
  oneOf(["findings", "all"]),
  "the exchanges that a report har holds: the smallest that show each finding, or every one of the run, with its times; findings where not given",
  "findings",
);

/** `--contract-path`, of every command that ends in a report. */
export const contractPathOption = optional(
  "contract-path",
  text("FILE"),
  "where your repository keeps the contract (JSON): sarif and github reports point into it; openapi.json where not given",
);
