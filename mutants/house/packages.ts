import { isBuiltin } from "node:module";
import { importsOf } from "./imports.ts";
import type { SourceFile } from "./source-files.ts";

/** The folders whose files are published. */
const PUBLISHED = /^(contract|conformance|mock|reference-impl|cli)\//;

const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/** The packages that a published file imports although the published package does not depend on them. */
export const missingPackages = (file: SourceFile, dependencies: readonly string[]): readonly string[] => {
  if (!PUBLISHED.test(file.path) || file.path.endsWith(".test.ts")) return [];
  return importsOf(file).flatMap(({ specifier, line }) => {
    if (specifier === null || specifier.startsWith(".") || isBuiltin(specifier)) return [];
    const name = packageOf(specifier);
    return dependencies.includes(name) ? [] : [`${file.path}:${line} imports ${name}, which is no dependency`];
  });
};
