import { locatorOf, readOpenapiText } from "../../contract/index.ts";
import { assertNever } from "../cases/assert-never.ts";
import type { Report } from "../report/report.ts";
import type { Reporter } from "../report/run-event.ts";
import type { Backdrop } from "./backdrop.ts";
import type { ContractFile } from "./contract-file.ts";
import { finishedReporter, type Renderer } from "./finished.ts";
import { jsonText } from "./json.ts";
import { ndjsonReporter } from "./ndjson.ts";
import type { ReportFile } from "./report-file.ts";
import { ttyText } from "./tty.ts";

/**
 * The forms that a report can take.
 *
 * @example
 * import { checkServer, reportText, type ReportFormat } from "cvm-contract";
 *
 * const format: ReportFormat = "markdown";
 * console.log(await reportText(await checkServer({ target: "http://127.0.0.1:4020" }), format));
 */
export type ReportFormat =
  | "tty"
  | "json"
  | "ndjson"
  | "junit"
  | "sarif"
  | "github"
  | "markdown"
  | "html"
  | "har"
  | "vitest";

/**
 * The forms of a report that are a folder of files.
 *
 * @example
 * import { checkServer, reportFiles, type ReportFolderFormat } from "cvm-contract";
 *
 * const format: ReportFolderFormat = "allure";
 * const files = await reportFiles(await checkServer({ target: "http://127.0.0.1:4020" }), format);
 * console.log(files.map(({ name }) => name));
 */
export type ReportFolderFormat = "allure";

const fileOf = async ({ contractFile = null }: Backdrop): Promise<ContractFile> =>
  contractFile ?? { path: "openapi.json", locate: await locatorOf(await readOpenapiText()) };

/** Loads what makes a report in one format, and nothing of the others: a run that is not to write one does not pay for it. */
const loadRenderer = async (format: Exclude<ReportFormat, "ndjson">, backdrop: Backdrop): Promise<Renderer> => {
  switch (format) {
    case "tty":
      return (report) => ttyText(report, backdrop);
    case "json":
      return jsonText;
    case "har":
      return (await import("./har/har.ts")).harText;
    case "vitest": {
      const { vitestText } = await import("./vitest/vitest-text.ts");
      return (report) => vitestText(report, backdrop.contract);
    }
    case "junit":
      return (await import("./junit.ts")).junitText;
    case "markdown": {
      const { markdownText } = await import("./markdown/markdown.ts");
      return (report) => markdownText(report, backdrop.laws);
    }
    case "sarif": {
      const { sarifText } = await import("./sarif/sarif.ts");
      const file = await fileOf(backdrop);
      return (report) => sarifText(report, { ...backdrop, file });
    }
    case "html": {
      const { htmlText } = await import("./html/html-report.ts");
      return (report) => htmlText(report, backdrop);
    }
    case "github": {
      const { githubText } = await import("./github.ts");
      const file = await fileOf(backdrop);
      return (report) => githubText(report, { ...backdrop, file });
    }
    default:
      return assertNever(format);
  }
};

/** Loads a reporter that writes in one format: events as they happen in `ndjson`, else the report when the run is over. */
export const loadReporter = async (
  format: ReportFormat,
  backdrop: Backdrop,
  write: (text: string) => void,
): Promise<Reporter> =>
  format === "ndjson" ? ndjsonReporter(write) : finishedReporter(format, await loadRenderer(format, backdrop), write);

/** Loads what makes an HTTP Archive of every exchange of a run. */
export const loadHarRecorder = () => import("./har/recorded-har.ts");

/** Loads what makes the files of a report that is a folder. */
export const loadFolderRenderer = async (
  format: ReportFolderFormat,
  { laws }: Pick<Backdrop, "laws">,
): Promise<(report: Report) => readonly ReportFile[]> => {
  switch (format) {
    case "allure": {
      const { allureFiles } = await import("./allure/allure.ts");
      return (report) => allureFiles(report, laws);
    }
  }
};
