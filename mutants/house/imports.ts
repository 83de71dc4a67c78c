import { parseSync, Visitor } from "oxc-parser";
import type { SourceFile } from "./source-files.ts";

/** One place where a file takes something from another module. */
export interface Import {
  /** As it is written, or null for a dynamic import whose target is computed. */
  readonly specifier: string | null;
  /** Counted from 1. */
  readonly line: number;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Every import of a file: `import`, `export ... from`, `import()`, and types by `import("...").T`. Throws on a syntax error. */
export const importsOf = ({ path, text }: SourceFile): readonly Import[] => {
  const { program, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path} can't be parsed: ${errors[0].message}`);
  const found: Import[] = [];
  const add = (source: { readonly type: string; readonly start: number; readonly value?: unknown } | null): void => {
    if (source === null) return;
    const specifier = typeof source.value === "string" ? source.value : null;
    found.push({ specifier, line: lineAt(text, source.start) });
  };
  new Visitor({
    ImportDeclaration: ({ source }) => add(source),
    ExportNamedDeclaration: ({ source }) => add(source),
    ExportAllDeclaration: ({ source }) => add(source),
    ImportExpression: ({ source }) => add(source),
    TSImportType: ({ source }) => add(source),
    TSExternalModuleReference: ({ expression }) => add(expression),
  }).visit(program);
  return found;
};
