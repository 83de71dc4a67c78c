import { resolve } from "node:path";
import type { RecordedFinding, Report, RunBaseline } from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { canBeKept, redactRecord } from "../corpus/redact-record.ts";
import { textOfFile } from "../output/json-text.ts";
import { OutputError } from "../output/output-error.ts";
import type { Settings } from "../options/settings.ts";
import { UsageError } from "../options/usage-error.ts";
import { checkOptions as options } from "./options.ts";

/** The baseline of a run. `update` writes the file anew where that was asked for; it rejects with `OutputError` where it can't. */
export interface OpenBaseline {
  readonly baseline: RunBaseline | null;
  readonly update: (report: Report) => Promise<void>;
}

/** Reads the baseline that was named. Throws `UsageError` where it is not there, unless it is to be written, and where it is damaged. */
export const openBaseline = async (
  settings: Settings,
  { folder, saveFile, redact, stderr }: Context,
): Promise<OpenBaseline> => {
  const given = settings.get(options.baseline);
  const isUpdating = settings.get(options.updateBaseline);
  if (given === null) {
    if (isUpdating)
      throw new UsageError("--update-baseline needs the file that is to be written. Name it with --baseline FILE.");
    return { baseline: null, update: async () => {} };
  }
  const { BaselineError, baselineText, readBaseline, updatedEntries } = await import("../../conformance/index.ts");
  const path = resolve(folder, given);
  const text = await textOfFile(path, given);
  if (text === null && !isUpdating)
    throw new UsageError(`There is no baseline ${given}. Write one with --update-baseline, or leave --baseline out.`);
  try {
    const entries = text === null ? [] : await readBaseline(text, given);
    const records = new Map<string, RecordedFinding>();
    const keep = (record: RecordedFinding): void => {
      if (canBeKept(record, redact)) records.set(record.fingerprint, redactRecord(record, redact));
    };
    if (entries.some(({ record }) => record === undefined) && !isUpdating)
      stderr.write(
        `The baseline ${given} has findings without the requests that show them: they are known by their fingerprints alone. A file with schemaVersion 1 has none, and none are written that hold a secret, as a key that the server has for a name. Write it anew with --update-baseline, where a key is such a one with another key.\n`,
      );
    return {
      baseline: { entries, isUpdating, keep },
      update: async ({ outcome, findings, baseline }) => {
        if (!isUpdating || baseline === null) return;
        if (outcome === "failed") {
          stderr.write(`The baseline ${given} was not written, for the check failed.\n`);
          return;
        }
        const updated = updatedEntries(entries, findings, baseline, records);
        try {
          await saveFile(path, baselineText(updated));
          stderr.write(
            `The baseline is in ${given}, with ${updated.length} ${updated.length === 1 ? "entry" : "entries"}.\n`,
          );
        } catch (error) {
          throw new OutputError(`The baseline ${given}`, error);
        }
      },
    };
  } catch (error) {
    throw error instanceof BaselineError ? new UsageError(error.message) : error;
  }
};
