import { codeOptions, inCode, type Option } from "../cli/index.ts";

/** What a placeholder of the help means as a type. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["N", "number"],
  ["LIST", "readonly string[]"],
  ["URL", "string | URL"],
]);

const typeOf = ({ kind }: Option<unknown>): string => {
  const { placeholder } = kind;
  if (placeholder === null) return "boolean";
  const words = placeholder
    .split("|")
    .map((word) => TYPES.get(word) ?? (/^[a-z-]+$/.test(word) ? `"${word}"` : "string"));
  const type = [...new Set(words)].join(" | ");
  return kind.isRepeatable ? `readonly ${words.length > 1 ? `(${type})` : type}[]` : type;
};

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const member = (key: string, option: Option<unknown>): readonly string[] => [
  `  /** ${sentence(inCode(option.says)).replaceAll("*/", "*\\/")} */`,
  `  readonly ${key}?: ${typeOf(option)};`,
];

/** The file library/table-options.ts, from the option table of `check`: so that both have the same options, defaults and words. */
export const libraryOptions = (): string =>
  [
    "// Written by `npm run library` from the option table in cli/check/options.ts; do not edit.",
    "",
    "/** The options that a check has in common with `cvm-contract check`, under their names in the configuration file. */",
    "export interface TableOptions {",
    ...[...codeOptions].flatMap(([key, option]) => member(key, option)),
    "}",
    "",
  ].join("\n");
