import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  type Backdrop,
  loadFolderRenderer,
  loadReporter,
  type Reporter,
  type ReportFile,
  styleFor,
} from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { makeFolder } from "../output/make-folder.ts";
import { placeOf } from "../output/save-file.ts";
import { OutputError } from "../output/output-error.ts";
import { UsageError } from "../options/usage-error.ts";
import { discreet } from "./redact-report.ts";
import { isFolderTarget, type ReportTarget } from "./report-target.ts";
import { openStepSummary } from "./step-summary.ts";

/**
 * The reporters of a run. `save` writes the files, each whole or not at all, once the run is over; it rejects with `OutputError` where
 * one can't be made or written, when all others are.
 */
export interface ReportSinks {
  readonly reporters: readonly Reporter[];
  readonly save: () => Promise<void>;
}

/** Finds out before the run, not after it, that a report has nowhere to go. A folder that is missing is made. */
const requireWritable = async (path: string, given: string): Promise<void> => {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true)
    throw new UsageError(`The report ${given} can't be written: that is a folder. Name a file in it.`);
  // Into a pipe or a device is written; a file is made anew beside its place.
  const place = await placeOf(path);
  const isMadeAnew = !place.isOpen && (found === null || found.isFile());
  const written = isMadeAnew ? dirname(place.path) : path;
  try {
    if (isMadeAnew) await makeFolder(written);
    if (isMadeAnew && !(await stat(written)).isDirectory()) throw new Error("It is no folder.");
    await access(written, constants.W_OK);
  } catch {
    throw new UsageError(
      `The report ${given} can't be written: ${written} takes no writes. Name another place, or give the rights to it.`,
    );
  }
};

/** The same of a report that is a folder. What else is in there stays. */
const requireFolder = async (path: string, given: string): Promise<void> => {
  try {
    await makeFolder(path);
    if (!(await stat(path)).isDirectory()) throw new Error("It is no folder.");
    await access(path, constants.W_OK);
  } catch {
    throw new UsageError(
      `The report ${given} can't be written: ${path} is no folder that takes files. Name another place, or give the rights to it.`,
    );
  }
};

const STANDARD_OUTPUT = "standard output";
const SUMMARY = "the step's summary";

/** Formats that may share standard output: annotations are lines of a log. */
const isLog = ({ format, path }: ReportTarget): boolean => path === null && (format === "tty" || format === "github");

const requireSeparate = (targets: readonly ReportTarget[], folder: string): void => {
  const placeOf = ({ path }: ReportTarget): string | null => (path === null ? null : resolve(folder, path));
  const shared = targets.find((target, index) =>
    targets
      .slice(0, index)
      .some(
        (earlier) =>
          placeOf(earlier) === placeOf(target) &&
          !(isLog(earlier) && isLog(target) && earlier.format !== target.format),
      ),
  );
  if (shared === undefined) return;
  throw new UsageError(
    `Two reports go to ${shared.path ?? "standard output"}. Send one elsewhere: --report json=report.json.`,
  );
};

/**
 * Opens the reports that were asked for; each is ready to be written before the run starts.
 * Throws `UsageError` where two would share standard output or a file, or a file can't be written.
 */
export const openReportSinks = async (
  targets: readonly ReportTarget[],
  backdrop: Omit<Backdrop, "style">,
  context: Context,
): Promise<ReportSinks> => {
  const { folder, stdout, stderr, redact, saveFile } = context;
  requireSeparate(targets, folder);
  const texts = new Map<string, string[]>();
  const folders = new Map<string, ReportFile[]>();
  const unmade = new Map<string, unknown>();
  const reporters: Reporter[] = [];
  const add = (reporter: Reporter, place: string): void => {
    const { name, onEvent } = discreet(reporter, redact);
    reporters.push({
      name,
      onEvent: (event) => {
        try {
          onEvent(event);
        } catch (error) {
          unmade.set(place, error);
          throw error;
        }
      },
    });
  };
  for (const target of targets) {
    if (isFolderTarget(target)) {
      const { format, path } = target;
      await requireFolder(resolve(folder, path), path);
      const render = await loadFolderRenderer(format, backdrop);
      const files: ReportFile[] = [];
      folders.set(path, files);
      const onEvent: Reporter["onEvent"] = (event) => {
        if (event.kind === "run-finished") files.push(...render(event.report));
      };
      add({ name: format, onEvent }, path);
      continue;
    }
    const { format, path } = target;
    if (path === null) {
      const style = styleFor(stdout.hasColours);
      add(await loadReporter(format, { ...backdrop, style }, stdout.write), STANDARD_OUTPUT);
      continue;
    }
    const place = resolve(folder, path);
    await requireWritable(place, path);
    const written: string[] = [];
    texts.set(path, written);
    add(await loadReporter(format, { ...backdrop, style: styleFor(false) }, (text) => written.push(text)), path);
  }
  const summary = targets.some(({ format }) => format === "github") ? await openStepSummary(backdrop, context) : null;
  if (summary !== null) add(summary.reporter, SUMMARY);
  return {
    reporters,
    save: async () => {
      const problems: OutputError[] = [];
      const attempt = async (name: string, place: string, write: () => Promise<void>): Promise<void> => {
        try {
          // Nothing, or half of a report, is written over no good one.
          if (unmade.has(place)) throw new OutputError(name, unmade.get(place), "Please report this.");
          await write();
        } catch (error) {
          problems.push(error instanceof OutputError ? error : new OutputError(name, error));
        }
      };
      await attempt(`The report on ${STANDARD_OUTPUT}`, STANDARD_OUTPUT, async () => {});
      for (const [path, written] of texts)
        await attempt(`The report ${path}`, path, async () => {
          await saveFile(resolve(folder, path), written.join(""));
          stderr.write(`The report is in ${path}.\n`);
        });
      for (const [path, files] of folders)
        await attempt(`The report ${path}`, path, async () => {
          for (const { name, text } of files) await saveFile(resolve(folder, path, name), text);
          stderr.write(`The report is in ${path}, in ${files.length} files.\n`);
        });
      if (summary !== null) await attempt("The step's summary", SUMMARY, summary.save);
      const [first] = problems;
      if (first !== undefined) throw first;
    },
  };
};
