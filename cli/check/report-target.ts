import { invalid, type Kind, valid } from "../options/kind.ts";

/** The forms that a report can take today. */
const FORMATS = ["tty", "json"] as const;

/** A report to be made: its form, and the file that it goes to; null is standard output. */
export interface ReportTarget {
  readonly format: (typeof FORMATS)[number];
  readonly path: string | null;
}

/** `FORMAT`, or `FORMAT=PATH`. */
export const reportTarget: Kind<ReportTarget> = {
  placeholder: "FORMAT[=PATH]",
  isRepeatable: false,
  decode: (given) => {
    const [, name, path = null] = (typeof given === "string" && /^([^=]*)(?:=(.+))?$/s.exec(given)) || [];
    const format = FORMATS.find((candidate) => candidate === name);
    return format === undefined
      ? invalid(`${FORMATS.join(" or ")}, with =PATH after it for a file`)
      : valid({ format, path });
  },
};
