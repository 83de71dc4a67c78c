import { readdir, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Context } from "../context.ts";
import type { ReportTarget } from "./report-target.ts";

/** Whether something stands at a place already; a folder that was only made ready for files holds none. */
const holdsSomething = async (place: string): Promise<boolean> => {
  const found = await stat(place).catch(() => null);
  return found !== null && (!found.isDirectory() || (await readdir(place)).length > 0);
};

/** What is to be said where the reports that were asked for could not be made: those of an earlier run are not to be taken for theirs. */
export const noReportText = async (
  reports: readonly ReportTarget[],
  { folder }: Pick<Context, "folder">,
): Promise<string> => {
  const paths = reports.flatMap(({ path }) => (path === null ? [] : [path]));
  if (paths.length === 0) return "";
  const earlier: string[] = [];
  for (const path of paths) if (await holdsSomething(resolve(folder, path))) earlier.push(path);
  return earlier.length === 0
    ? "No report was made.\n"
    : `No report was made: what stands at ${earlier.join(", ")} is of an earlier run.\n`;
};
