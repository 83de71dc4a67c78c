import type { Settings } from "../options/settings.ts";
import { UsageError } from "../options/usage-error.ts";
import { checkOptions as options } from "./options.ts";
import type { ReportTarget } from "./report-target.ts";

/** Whether every exchange is to be recorded. Throws `UsageError` where that was asked for, and there is no HAR in a file to hold them. */
export const recordsAll = (settings: Settings, reports: readonly ReportTarget[]): boolean => {
  if (settings.get(options.record) !== "all") return false;
  const archives = reports.filter(({ format }) => format === "har");
  if (archives.length > 0 && archives.every(({ path }) => path !== null)) return true;
  const name = settings.nameOf(options.record);
  throw new UsageError(
    archives.length === 0
      ? `${name} is all, which is about the report har, and that is not asked for. Add --report har=run.har, or leave it out.`
      : `${name} is all, and every exchange of a run is too much for standard output. Give the report har a file: --report har=run.har.`,
  );
};
