import { posix } from "node:path";
import { type Import, importsOf } from "./imports.ts";
import type { SourceFile } from "./source-files.ts";

/** Which folders each folder may import from, beside itself. The ones not named here are no part of the program and may import all. */
const MAY_IMPORT: ReadonlyMap<string, readonly string[]> = new Map([
  ["contract", []],
  ["conformance", ["contract"]],
  ["mock", ["contract"]],
  ["reference-impl", ["contract"]],
  ["postgres", []],
  ["library", ["contract", "conformance", "cli"]],
]);

/** The document belongs to contract/; everything else gets it from there. */
const DOCUMENT = { file: "openapi.json", owner: "contract" } as const;

/** Files that import what they find in a folder, so that no target can be read off the text. */
const READS_A_FOLDER = [
  "conformance/laws/load-laws.ts",
  "conformance/laws/own/load-own-laws.ts",
  "mutants/load-mutants.ts",
];

const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "");

const complaintAbout = (path: string, { specifier }: Import): string | null => {
  if (specifier === null)
    return READS_A_FOLDER.includes(path) ? null : "imports a computed module, which can't be followed";
  if (!specifier.startsWith(".")) return null;
  const from = folderOf(path);
  const target = posix.join(posix.dirname(path), specifier);
  const to = folderOf(target);
  if (target === DOCUMENT.file && from !== DOCUMENT.owner)
    return `imports ${target}, which only ${DOCUMENT.owner}/ may`;
  if (from === to || to === "") return null;
  if (MAY_IMPORT.get(from)?.includes(to) === false) return `imports ${target}, but ${from}/ may not import ${to}/`;
  return target === `${to}/index.ts` ? null : `imports ${target}, but ${to}/ is entered through its index.ts`;
};

/** The imports of a file that point where none may, as sentences with path and line. */
export const wrongArrows = (file: SourceFile): readonly string[] =>
  importsOf(file).flatMap((found) => {
    const complaint = complaintAbout(file.path, found);
    return complaint === null ? [] : [`${file.path}:${found.line} ${complaint}`];
  });
