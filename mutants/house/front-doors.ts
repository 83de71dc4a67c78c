import { parseSync } from "oxc-parser";
import type { SourceFile } from "./source-files.ts";

/** What a folder's index.ts holds beside named re-exports; nothing may be there, so that entering a folder runs nothing of its own. */
export const extraInFrontDoor = ({ path, text }: SourceFile): readonly string[] => {
  if (!/^[^/]+\/index\.ts$/.test(path)) return [];
  return parseSync(path, text)
    .program.body.filter((statement) => statement.type !== "ExportNamedDeclaration" || statement.source === null)
    .map((statement) => `${path} has a ${statement.type}: an index.ts only names what other files export`);
};
