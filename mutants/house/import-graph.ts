import { posix } from "node:path";
import { importsOf } from "./imports.ts";
import type { SourceFile } from "./source-files.ts";

/** The files that each file imports, by path; types count as much as values. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Who imports whom among some files. What is imported and is not among them is left out. */
export const importGraph = (files: readonly SourceFile[]): ImportGraph => {
  const paths = new Set(files.map(({ path }) => path));
  return new Map(
    files.map((file) => {
      const targets = importsOf(file).flatMap(({ specifier }) =>
        specifier?.startsWith(".") === true ? [posix.join(posix.dirname(file.path), specifier)] : [],
      );
      return [file.path, [...new Set(targets)].filter((target) => paths.has(target))];
    }),
  );
};
