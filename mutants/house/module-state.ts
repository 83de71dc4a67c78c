import { parseSync } from "oxc-parser";
import type { SourceFile } from "./source-files.ts";

/** Variables at the top level of a module that can be assigned anew: state that all its users share unawares. A test file has no users. */
export const moduleState = ({ path, text }: SourceFile): readonly string[] => {
  if (path.endsWith(".test.ts")) return [];
  return parseSync(path, text)
    .program.body.map((statement) =>
      statement.type === "ExportNamedDeclaration" && statement.declaration !== null ? statement.declaration : statement,
    )
    .filter((statement) => statement.type === "VariableDeclaration" && statement.kind !== "const")
    .map(() => `${path} has a variable at its top level that can be assigned anew: pass state as an argument`);
};
