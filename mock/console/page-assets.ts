import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** One file of the console page. */
export interface PageAsset {
  readonly name: string;
  readonly contentType: string;
  readonly text: string;
}

const FOLDER = join(import.meta.dirname, "page");

const TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
]);

/** The files of the console page, which stand beside this one. */
export const loadPageAssets = async (): Promise<readonly PageAsset[]> =>
  Promise.all(
    (await readdir(FOLDER)).flatMap((name) => {
      const contentType = TYPES.get(extname(name));
      return contentType === undefined
        ? []
        : [readFile(join(FOLDER, name), "utf8").then((text) => ({ name, contentType, text }))];
    }),
  );
