import type { Contract } from "../../contract/index.ts";
import { assertNever } from "../assert-never.ts";
import type { Law } from "../laws/define-law.ts";
import type { Renderer } from "./finished.ts";
import { jsonText } from "./json.ts";
import type { Style } from "./style.ts";
import { ttyText } from "./tty.ts";

/** The forms that a report can take. */
export type ReportFormat = "tty" | "json" | "junit";

/** What a law says, for reports that explain it. */
export type LawText = Pick<Law, "id" | "says" | "source">;

/** What a rendering may draw on beside the report. */
export interface Backdrop {
  readonly style: Style;
  readonly laws: readonly LawText[];
  readonly contract: Contract;
}

/** Loads what makes a report in one format, and nothing of the others: a run that is not to write one does not pay for it. */
export const loadRenderer = async (format: ReportFormat, { style }: Backdrop): Promise<Renderer> => {
  switch (format) {
    case "tty":
      return (report) => ttyText(report, style);
    case "json":
      return jsonText;
    case "junit":
      return (await import("./junit.ts")).junitText;
    default:
      return assertNever(format);
  }
};
