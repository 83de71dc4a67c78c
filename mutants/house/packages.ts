import { isBuiltin } from "node:module";
import { importsOf } from "./imports.ts";
import type { SourceFile } from "./source-files.ts";

/** The folders whose files are published. */
const PUBLISHED = /^(contract|conformance|mock|reference-impl|cli|library)\//;

/** What is left out of the published package: tests, and what only tests use. */
const FOR_TESTS = /\.test\.ts$|\/testing\//;

/** Packages that need not be installed, by the place that alone may import them: everything else has to do without. */
const OPTIONAL: ReadonlyMap<string, RegExp> = new Map([
  ["@fastify/cors", /^mock\//],
  ["@stoplight/prism-core", /^mock\//],
  ["@stoplight/prism-http", /^mock\//],
  ["pg", /^reference-impl\/stores\//],
  ["vitest", /^library\/vitest\.ts$/],
]);

const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/** What a published file imports although the published package does not have it: no dependency, or made for tests. */
export const missingPackages = (file: SourceFile, dependencies: readonly string[]): readonly string[] => {
  if (!PUBLISHED.test(file.path) || FOR_TESTS.test(file.path)) return [];
  return importsOf(file).flatMap(({ specifier, line }) => {
    if (specifier === null || isBuiltin(specifier)) return [];
    const at = `${file.path}:${line} imports ${specifier}`;
    if (specifier.startsWith(".")) return FOR_TESTS.test(specifier) ? [`${at}, which is for tests`] : [];
    const name = packageOf(specifier);
    return dependencies.includes(name) || OPTIONAL.get(name)?.test(file.path) === true
      ? []
      : [`${at}, which is no dependency`];
  });
};
