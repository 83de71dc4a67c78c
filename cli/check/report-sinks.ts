import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Backdrop, finishedReporter, loadRenderer, type Reporter, styleFor } from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../usage-error.ts";
import { discreet } from "./redact-report.ts";
import type { ReportTarget } from "./report-target.ts";

/** The reporters of a run. `save` writes the files, each whole or not at all, once the run is over. */
export interface ReportSinks {
  readonly reporters: readonly Reporter[];
  readonly save: () => Promise<void>;
}

/** Finds out before the run, not after it, that a report has nowhere to go. */
const requireWritable = async (path: string, given: string): Promise<void> => {
  try {
    await access(dirname(path), constants.W_OK);
  } catch {
    throw new UsageError(
      `The report ${given} can't be written: ${dirname(path)} is no folder that takes files. Make it first.`,
    );
  }
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) throw new UsageError(`The report ${given} can't be written: that is a folder. Name a file in it.`);
};

/**
 * Opens the reports that were asked for; each knows how to write itself before the run starts.
 * Throws `UsageError` where two would share standard output or a file, or a file can't be written.
 */
export const openReportSinks = async (
  targets: readonly ReportTarget[],
  backdrop: Omit<Backdrop, "style">,
  { folder, stdout, redact, saveFile }: Context,
): Promise<ReportSinks> => {
  const places = targets.map(({ path }) => (path === null ? null : resolve(folder, path)));
  const shared = places.findIndex((place, index) => places.indexOf(place) !== index);
  if (shared !== -1)
    throw new UsageError(
      `Two reports go to ${targets[shared]?.path ?? "standard output"}. Send one elsewhere: --report json=report.json.`,
    );
  const texts = new Map<string, string>();
  const reporters: Reporter[] = [];
  const open = async (format: ReportTarget["format"], hasColours: boolean, write: (text: string) => void) => {
    const render = await loadRenderer(format, { ...backdrop, style: styleFor(hasColours) });
    reporters.push(discreet(finishedReporter(format, render, write), redact));
  };
  for (const { format, path } of targets) {
    if (path === null) {
      await open(format, stdout.hasColours, stdout.write);
      continue;
    }
    const place = resolve(folder, path);
    await requireWritable(place, path);
    await open(format, false, (text) => texts.set(place, `${texts.get(place) ?? ""}${text}`));
  }
  return {
    reporters,
    save: async () => {
      for (const [place, text] of texts) await saveFile(place, text);
    },
  };
};
