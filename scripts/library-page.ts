import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";

/** What the root of the package exports, under one name. */
export interface ExportedName {
  readonly name: string;
  readonly isType: boolean;
  /** What its docstring says, without the example. */
  readonly says: string;
  /** The code of its `@example`, or null. */
  readonly example: string | null;
  /** Its declaration, without what a function does. */
  readonly declaration: string;
}

const ROOT = join(import.meta.dirname, "..");
const INDEX = join(ROOT, "library", "index.ts");

interface Found {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly doc: string;
  readonly isType: boolean;
}

/** The docstring that ends where something begins. */
const docBefore = (text: string, start: number): string =>
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(text.slice(0, start))?.[1] ?? "";

/** Where a function's body begins, or the end of what is no function. */
const signatureEnd = (text: string, start: number, end: number, bodyAt: number | null): number =>
  bodyAt === null ? end : start + text.slice(start, bodyAt).replace(/\s*(=>)?\s*$/, "").length;

/** The declaration that a file exports under a name, followed through re-exports. */
const find = (file: string, name: string): Found | null => {
  const text = readFileSync(file, "utf8");
  for (const statement of parseSync(file, text).program.body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    const { declaration, source, specifiers } = statement;
    for (const specifier of specifiers) {
      if (source === null || specifier.exported.type !== "Identifier" || specifier.exported.name !== name) continue;
      const own = specifier.local.type === "Identifier" ? specifier.local.name : name;
      return find(join(dirname(file), source.value), own);
    }
    const doc = docBefore(text, statement.start);
    if (declaration?.type === "VariableDeclaration") {
      const [declared] = declaration.declarations;
      if (declared?.id.type !== "Identifier" || declared.id.name !== name) continue;
      const { init, id } = declared;
      const body = init?.type === "ArrowFunctionExpression" ? init.body.start : null;
      const typed = id.typeAnnotation?.end ?? null;
      const end = typed ?? signatureEnd(text, statement.start, statement.end, body);
      return { text, start: statement.start, end, doc, isType: false };
    }
    const named =
      declaration?.type === "TSInterfaceDeclaration" ||
      declaration?.type === "TSTypeAliasDeclaration" ||
      declaration?.type === "ClassDeclaration"
        ? declaration
        : null;
    if (named?.id?.name !== name) continue;
    const isClass = named.type === "ClassDeclaration";
    const end = isClass ? named.body.start : statement.end;
    return { text, start: statement.start, end, doc, isType: !isClass };
  }
  return null;
};

const plain = (doc: string): string =>
  doc
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join("\n")
    .trim();

/** Every name that the root of the package exports, values first, each in alphabetical order. Throws where one can't be found. */
export const exportedNames = (): readonly ExportedName[] => {
  const text = readFileSync(INDEX, "utf8");
  const names = parseSync(INDEX, text).program.body.flatMap((statement) =>
    statement.type === "ExportNamedDeclaration"
      ? statement.specifiers.flatMap(({ exported }) => (exported.type === "Identifier" ? [exported.name] : []))
      : [],
  );
  return names
    .map((name): ExportedName => {
      const found = find(INDEX, name);
      if (found === null) throw new Error(`${name} is exported, and its declaration was not found.`);
      const [says = "", example] = plain(found.doc).split(/\n*@example\n/);
      const declaration = found.text
        .slice(found.start, found.end)
        .replace(/^export /, "")
        .trim();
      return { name, isType: found.isType, says, example: example?.trim() ?? null, declaration };
    })
    .toSorted((a, b) => Number(a.isType) - Number(b.isType) || (a.name < b.name ? -1 : 1));
};

const fence = (code: string): string => `\`\`\`ts\n${code}\n\`\`\``;

const section = ({ name, says, example, declaration }: ExportedName): string =>
  [
    `### ${name}`,
    says.replaceAll("\n", " "),
    ...(example === null ? [] : [fence(example)]),
    "<details><summary>Declaration</summary>",
    fence(declaration),
    "</details>",
  ].join("\n\n");

/** docs/library-api.md, from the docstrings of what the package exports. */
export const libraryPage = (): string => {
  const all = exportedNames();
  return [
    "# What `cvm-contract` exports",
    "Written by `npm run library` from the docstrings; do not edit. [library.md](library.md) shows how to use it.",
    "## Values",
    ...all.filter(({ isType }) => !isType).map(section),
    "## Types",
    ...all.filter(({ isType }) => isType).map(section),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
};
