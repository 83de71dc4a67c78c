/**
 * A file of a report that is several: its name in the report's folder, and its text.
 *
 * @example
 * import type { ReportFile } from "cvm-contract";
 *
 * export const isResult = ({ name }: ReportFile): boolean => name.endsWith("-result.json");
 */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}
