import type { ReportFolderFormat, ReportFormat } from "../../conformance/index.ts";
import { invalid, type Kind, valid } from "../options/kind.ts";
import { oneOf } from "../options/kinds/one-of.ts";

/** Named here once more, for the help must not load the engine; the type checker wants each of them, and no other. */
const NAMED: Record<ReportFormat | ReportFolderFormat, true> = {
  tty: true,
  json: true,
  ndjson: true,
  junit: true,
  sarif: true,
  github: true,
  markdown: true,
  html: true,
  har: true,
  vitest: true,
  allure: true,
};

const FOLDERS: Record<ReportFolderFormat, true> = { allure: true };

const isReportFormat = (name: string): name is ReportFormat | ReportFolderFormat => Object.hasOwn(NAMED, name);

const isFolderFormat = (name: string): name is ReportFolderFormat => Object.hasOwn(FOLDERS, name);

export const REPORT_FORMATS: readonly (ReportFormat | ReportFolderFormat)[] = Object.keys(NAMED).filter(isReportFormat);

/** A report to be made: its form, and the file that it goes to; null is standard output. */
export interface TextTarget {
  readonly format: ReportFormat;
  readonly path: string | null;
}

/** A report of several files to be made, and the folder that they go to. */
export interface FolderTarget {
  readonly format: ReportFolderFormat;
  readonly path: string;
}

export type ReportTarget = TextTarget | FolderTarget;

/** Whether a report is a folder. */
export const isFolderTarget = (target: ReportTarget): target is FolderTarget => isFolderFormat(target.format);

/** Whether a report may share standard output: annotations are lines of a log. */
export const isLog = ({ format, path }: ReportTarget): boolean =>
  path === null && (format === "tty" || format === "github");

const formatNamed = oneOf(REPORT_FORMATS);

/** `FORMAT`, or `FORMAT=PATH`. */
export const reportTarget: Kind<ReportTarget> = {
  placeholder: "FORMAT[=PATH]",
  isRepeatable: false,
  decode: (given) => {
    const [, name, path = null] = (typeof given === "string" && /^([^=]*)(?:=(.+))?$/s.exec(given)) || [];
    const format = formatNamed.decode(name);
    if (!format.isValid) return invalid(`${format.expected}, with =PATH after it for a file`);
    if (!isFolderFormat(format.value)) return valid({ format: format.value, path });
    return path === null
      ? invalid(`a folder for ${format.value}, such as ${format.value}=${format.value}-results`)
      : valid({ format: format.value, path });
  },
};
