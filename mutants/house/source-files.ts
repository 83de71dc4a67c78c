import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";

/** A TypeScript file of the project. `path` is relative to its root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Whether only tests use a file: a test, or what lies in a folder for them. */
export const isForTests = (path: string): boolean => path.endsWith(".test.ts") || path.includes("/testing/");

/** The project's root folder. */
export const ROOT = join(import.meta.dirname, "..", "..");

const NOT_OURS = /(^|\/)(node_modules|dist|coverage|\.[^/]*)(\/|$)/;

/** Every TypeScript file of the project, tests among them. */
export const readSourceFiles = async (): Promise<readonly SourceFile[]> => {
  const paths = (await readdir(ROOT, { recursive: true }))
    .map((path) => path.split(sep).join("/"))
    .filter((path) => path.endsWith(".ts") && !NOT_OURS.test(path))
    .toSorted();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(ROOT, path), "utf8") })));
};
