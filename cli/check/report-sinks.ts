import { access, constants, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, resolve } from "node:path";
import {
  type Backdrop,
  loadFolderRenderer,
  loadReporter,
  type Reporter,
  type ReportFile,
  type ReportFormat,
  type RunOptions,
  styleFor,
} from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { makeFolder } from "../output/make-folder.ts";
import { placeOf } from "../output/save-file.ts";
import { OutputError } from "../output/output-error.ts";
import { UsageError } from "../options/usage-error.ts";
import { openRecording, type Recording } from "./recording.ts";
import { discreet } from "./redact-report.ts";
import { type FolderTarget, isFolderTarget, isLog, type ReportTarget } from "./report-target.ts";
import { openStepSummary } from "./step-summary.ts";

/**
 * The reporters of a run. `save` writes the files, each whole or not at all, once the run is over; it rejects with `OutputError` where
 * one can't be made or written, when all others are.
 */
export interface ReportSinks {
  readonly reporters: readonly Reporter[];
  readonly save: () => Promise<void>;
  /** What is to be told of each exchange, where a report holds them all. */
  readonly listening: Pick<RunOptions, "onExchange">;
  /** Lets go of what was kept for reports, whether they were saved or not. */
  readonly close: () => Promise<void>;
}

/** Finds out before the run, not after it, that a report has nowhere to go. A folder that is missing is made. Gives a folder for what is kept until the report is made. */
const requireWritable = async (path: string, given: string): Promise<string> => {
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
    return isMadeAnew ? written : tmpdir();
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

/** What a report in a file or a folder is made of: what listens to the run, and what writes it once that is over and says how many files it is, where several. */
interface OpenReport {
  readonly reporter: Reporter;
  readonly write: () => Promise<string>;
}

const openFolder = async (
  { format, path }: FolderTarget,
  backdrop: Omit<Backdrop, "style">,
  { folder, redact, saveFile }: Context,
): Promise<OpenReport> => {
  await requireFolder(resolve(folder, path), path);
  const render = await loadFolderRenderer(format, backdrop);
  const files: ReportFile[] = [];
  const onEvent: Reporter["onEvent"] = (event) => {
    if (event.kind === "run-finished") files.push(...render(event.report));
  };
  return {
    reporter: discreet({ name: format, onEvent }, redact),
    write: async () => {
      for (const { name, text } of files) await saveFile(resolve(folder, path, name), text);
      return `, in ${files.length} files`;
    },
  };
};

const openFile = async (
  format: ReportFormat,
  path: string,
  backdrop: Omit<Backdrop, "style">,
  { context, recording }: { readonly context: Context; readonly recording: Recording | null },
): Promise<OpenReport> => {
  const { folder, redact, saveFile } = context;
  const place = resolve(folder, path);
  const scratchFolder = await requireWritable(place, path);
  if (format === "har" && recording !== null) {
    recording.keepIn(scratchFolder);
    return { reporter: recording.reporter, write: () => recording.save(place).then(() => "") };
  }
  const written: string[] = [];
  const reporter = await loadReporter(format, { ...backdrop, style: styleFor(false) }, (text) => written.push(text));
  return { reporter: discreet(reporter, redact), write: () => saveFile(place, written.join("")).then(() => "") };
};

/** The same reporter; where it throws, `onFailure` is told. */
const watched = ({ name, onEvent }: Reporter, onFailure: (error: unknown) => void): Reporter => ({
  name,
  onEvent: (event) => {
    try {
      onEvent(event);
    } catch (error) {
      onFailure(error);
      throw error;
    }
  },
});

/**
 * Opens the reports that were asked for; each is ready to be written before the run starts. With `recordsAll` a HAR in a file holds
 * every exchange. Throws `UsageError` where two would share standard output or a file, or a file can't be written.
 */
export const openReportSinks = async (
  targets: readonly ReportTarget[],
  backdrop: Omit<Backdrop, "style">,
  context: Context,
  recordsAll = false,
): Promise<ReportSinks> => {
  const { folder, stdout, stderr, redact } = context;
  requireSeparate(targets, folder);
  const recording = recordsAll ? await openRecording(context) : null;
  const writes = new Map<string, () => Promise<string>>();
  const unmade = new Map<string, unknown>();
  const reporters: Reporter[] = [];
  const add = (reporter: Reporter, place: string): void => {
    reporters.push(watched(reporter, (error) => unmade.set(place, error)));
  };
  const enlist = (path: string, { reporter, write }: OpenReport): void => {
    add(reporter, path);
    writes.set(path, write);
  };
  for (const target of targets) {
    if (isFolderTarget(target)) {
      enlist(target.path, await openFolder(target, backdrop, context));
      continue;
    }
    const { format, path } = target;
    if (path !== null) {
      enlist(path, await openFile(format, path, backdrop, { context, recording }));
      continue;
    }
    const style = styleFor(stdout.hasColours);
    add(discreet(await loadReporter(format, { ...backdrop, style }, stdout.write), redact), STANDARD_OUTPUT);
  }
  const summary = targets.some(({ format }) => format === "github") ? await openStepSummary(backdrop, context) : null;
  if (summary !== null) add(discreet(summary.reporter, redact), SUMMARY);
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
      for (const [path, write] of writes)
        await attempt(`The report ${path}`, path, async () => {
          const extent = await write();
          stderr.write(`The report is in ${path}${extent}.\n`);
        });
      if (summary !== null) await attempt("The step's summary", SUMMARY, summary.save);
      const [first] = problems;
      if (first !== undefined) throw first;
    },
    listening: recording === null ? {} : { onExchange: (exchange) => recording.note(exchange) },
    close: async () => recording?.close(),
  };
};
