import { lstat, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { UsageError } from "../options/usage-error.ts";

/** A file to be written where none is. `path` is absolute. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Whether anything stands at a path, a symbolic link that leads nowhere included. */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/**
 * Writes all of some files, or none: throws `UsageError` where something stands at one of the places, or one can't be written.
 * Messages name files from `folder` on; `remedy` says how to mend that a place is taken.
 */
export const writeNewFiles = async (files: readonly NewFile[], folder: string, remedy: string): Promise<void> => {
  const taken: string[] = [];
  for (const { path } of files) if (await isThere(path)) taken.push(relative(folder, path));
  if (taken.length > 0)
    throw new UsageError(
      `${taken.join(" and ")} ${taken.length === 1 ? "is there already, and stays as it is" : "are there already, and stay as they are"}. ${remedy}`,
    );
  const written: string[] = [];
  for (const { path, text } of files)
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text, { flag: "wx" });
      written.push(path);
    } catch (error) {
      for (const done of written) await rm(done, { force: true });
      const why = error instanceof Error ? error.message : String(error);
      throw new UsageError(`${relative(folder, path)} can't be written: ${why}.`);
    }
};
