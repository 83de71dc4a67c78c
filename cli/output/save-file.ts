import { randomUUID } from "node:crypto";
import { type FileHandle, open, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { makeFolder } from "./make-folder.ts";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : null);

/** Gives null where there is no such file. */
const ifThere = async <Found>(find: Promise<Found>): Promise<Found | null> => {
  try {
    return await find;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
};

/** What stands for something open (`/dev/stdout`, `/proc/self/fd/3`; no file in `/dev/shm`) has readers that a new file in its place would leave behind. */
const standsForOpenFile = (path: string): boolean =>
  /^\/(dev\/(std(in|out|err)|fd\/\d+)|proc\/(self|thread-self|\d+)\/(task\/\d+\/)?fd\/\d+)$/.test(path);

/** As many as the system follows; in a circle there is no end. */
const MOST_LINKS = 40;

/** Where a path leads in the end. */
export interface Place {
  readonly path: string;
  /** The path stands for something open, and is followed no further. */
  readonly isOpen: boolean;
}

/** Where a path leads through symbolic links, one after another, also to a file that is yet to be made. `path` is absolute. */
export const placeOf = async (path: string, links = 0): Promise<Place> => {
  const folder = (await ifThere(realpath(dirname(path)))) ?? dirname(path);
  const here = join(folder, basename(path));
  if (standsForOpenFile(path) || standsForOpenFile(here)) return { path: here, isOpen: true };
  const target = await readlink(here).catch(() => null);
  if (target === null || links >= MOST_LINKS) return { path: here, isOpen: false };
  return placeOf(resolve(folder, target), links + 1);
};

const writeThrough = async (file: FileHandle, text: string | AsyncIterable<string>): Promise<void> => {
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
};

/** Puts a new file in the place of a regular one, or where there is none, with the mode and the owner of the one that it replaces. */
const replaceFile = async (place: string, text: string | AsyncIterable<string>): Promise<void> => {
  const before = await ifThere(stat(place));
  const beside = `${place}.${randomUUID()}.tmp`;
  try {
    const file = await open(beside, "wx");
    try {
      if (before !== null) {
        await file.chmod(before.mode & 0o7777);
        // Only root may give a file away; it is ours then, as with every other program.
        await file.chown(before.uid, before.gid).catch(() => {});
      }
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, place);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
};

/**
 * Writes a text file. A regular file is replaced so that nobody ever reads half of it, whenever the process or the machine ends:
 * it is written beside its place first, and is on disk before it is moved there; its mode stays. Into a pipe or a device, or
 * what stands for an open file, is written. A symbolic link stays, and what it leads to is written. Folders that are missing
 * are made. A text in pieces is never in memory as a whole. `path` is absolute.
 */
export const saveFile = async (path: string, text: string | AsyncIterable<string>): Promise<void> => {
  const found = await ifThere(stat(path));
  const place = await placeOf(path);
  if (found !== null && (place.isOpen || !(found.isFile() || found.isDirectory())))
    return writeThrough(await open(path, "a"), text);
  await makeFolder(dirname(place.path));
  await replaceFile(place.path, text);
};
