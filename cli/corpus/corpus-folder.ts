import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { CorpusFolder, CorpusText } from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { makeFolder } from "../output/make-folder.ts";
import { UsageError } from "../options/usage-error.ts";

const OWN_FILE = /^(finding|input)-.*\.json$/;
const HALF_WRITTEN = /^(finding|input)-.*\.tmp$/;
/** Longer files are none of ours. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
/** A file that was being written so long ago never will be. */
const ABANDONED_MS = 3_600_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

const readText = async (folder: string, name: string): Promise<CorpusText | null> => {
  const path = join(folder, name);
  try {
    const found = await stat(path);
    if (!found.isFile()) return { name, problem: "it is no file" };
    if (found.size > MAX_FILE_BYTES) return { name, problem: `it is longer than ${MAX_FILE_BYTES} bytes` };
    return { name, text: await readFile(path, "utf8") };
  } catch (error) {
    // Another process has pruned it.
    return isMissing(error) ? null : { name, problem: messageOf(error) };
  }
};

/** Removes what processes that were killed while writing have left. */
const sweep = async (folder: string, names: readonly string[], nowMs: number): Promise<void> => {
  for (const name of names.filter((candidate) => HALF_WRITTEN.test(candidate))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && nowMs - found.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
};

/** A corpus's folder on disk, made where it is not there. `path` is absolute. Throws `UsageError` where it can't be one. */
export const openCorpusFolder = async (
  path: string,
  given: string,
  { saveFile, nowMs }: Pick<Context, "saveFile" | "nowMs">,
): Promise<CorpusFolder> => {
  try {
    await makeFolder(path);
    await sweep(path, await readdir(path), nowMs());
  } catch (error) {
    throw new UsageError(`The corpus ${given} can't be used: ${messageOf(error)}. Name a folder that takes files.`);
  }
  return {
    read: async () => {
      const texts: CorpusText[] = [];
      for (const name of (await readdir(path)).filter((candidate) => OWN_FILE.test(candidate)).toSorted()) {
        const text = await readText(path, name);
        if (text !== null) texts.push(text);
      }
      return texts;
    },
    readOne: async (name) => {
      const found = await readText(path, name);
      return found === null || "problem" in found ? null : found.text;
    },
    save: (name, text) => saveFile(join(path, name), text),
    remove: (name) => rm(join(path, name), { force: true }),
  };
};
