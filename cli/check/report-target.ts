import type { ReportFormat } from "../../conformance/index.ts";
import { invalid, type Kind, valid } from "../options/kind.ts";
import { oneOf } from "../options/kinds/one-of.ts";

/** Named here once more, for the help must not load the engine; the type checker wants each of them, and no other. */
const NAMED: Record<ReportFormat, true> = {
  tty: true,
  json: true,
  ndjson: true,
  junit: true,
  sarif: true,
  github: true,
  markdown: true,
  html: true,
  har: true,
};

const isReportFormat = (name: string): name is ReportFormat => Object.hasOwn(NAMED, name);

export const REPORT_FORMATS: readonly ReportFormat[] = Object.keys(NAMED).filter(isReportFormat);

/** A report to be made: its form, and the file that it goes to; null is standard output. */
export interface ReportTarget {
  readonly format: ReportFormat;
  readonly path: string | null;
}

const formatNamed = oneOf(REPORT_FORMATS);

/** `FORMAT`, or `FORMAT=PATH`. */
export const reportTarget: Kind<ReportTarget> = {
  placeholder: "FORMAT[=PATH]",
  isRepeatable: false,
  decode: (given) => {
    const [, name, path = null] = (typeof given === "string" && /^([^=]*)(?:=(.+))?$/s.exec(given)) || [];
    const format = formatNamed.decode(name);
    return format.isValid
      ? valid({ format: format.value, path })
      : invalid(`${format.expected}, with =PATH after it for a file`);
  },
};
