import {
  type Backdrop,
  loadReporter,
  type Report,
  type Reporter,
  type ReportFormat,
  styleFor,
} from "../conformance/index.ts";
import { loadContract, openapiDocument } from "../contract/index.ts";
import { builtInLaws } from "./built-in-laws.ts";

/**
 * What a report is made with beside the run.
 *
 * @example
 * import { createReporter, type ReporterOptions } from "cvm-contract";
 *
 * const lines: string[] = [];
 * const options: ReporterOptions = { write: (text) => lines.push(text) };
 * const events = await createReporter("ndjson", options);
 */
export interface ReporterOptions {
  /** Where its text goes, a piece at a time. */
  readonly write: (text: string) => void;
  /** For a terminal that shows them; false where not given. */
  readonly colours?: boolean;
  /** In `tty`, a row for each law, not only for those that are broken or have no verdict; false where not given. */
  readonly verbose?: boolean;
  /** The laws of the run where it has some of your own; the built-in ones where not given. */
  readonly laws?: Backdrop["laws"];
}

/**
 * A reporter that writes in one of the formats of `--report`: events as they happen in `ndjson`, in all others the report when the run
 * is over. Hand it to `checkServer`.
 *
 * @example
 * import { checkServer, createReporter } from "cvm-contract";
 *
 * const tty = await createReporter("tty", { write: (text) => process.stdout.write(text), colours: true });
 * await checkServer({ target: "http://127.0.0.1:4020", reporters: [tty] });
 */
export const createReporter = (
  format: ReportFormat,
  { write, colours = false, verbose = false, laws = builtInLaws }: ReporterOptions,
): Promise<Reporter> =>
  loadReporter(
    format,
    { laws, contract: loadContract(openapiDocument), style: styleFor(colours), isVerbose: verbose },
    write,
  );

/**
 * A report as text in one of the formats of `--report`; in `ndjson` it is its last event alone.
 *
 * @example
 * import { writeFile } from "node:fs/promises";
 * import { checkServer, reportText } from "cvm-contract";
 *
 * const report = await checkServer({ target: "http://127.0.0.1:4020" });
 * await writeFile("report.html", await reportText(report, "html"));
 */
export const reportText = async (
  report: Report,
  format: ReportFormat,
  options: Omit<ReporterOptions, "write"> = {},
): Promise<string> => {
  const texts: string[] = [];
  const reporter = await createReporter(format, { ...options, write: (text) => texts.push(text) });
  reporter.onEvent({ kind: "run-finished", report });
  return texts.join("");
};
