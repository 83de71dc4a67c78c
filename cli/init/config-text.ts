import type { Command } from "../command.ts";
import { keyOf, type Option, variableOf } from "../options/option.ts";
import { wrap } from "../text/wrap.ts";

const WIDTH = 100;

/** An option of one name, and the commands that have it. What it does may differ among them. */
interface Key {
  readonly option: Option<unknown>;
  readonly uses: ReadonlyMap<string, readonly string[]>;
}

const keysOf = (commands: readonly Command[]): readonly Key[] => {
  const keys = new Map<string, { option: Option<unknown>; uses: Map<string, readonly string[]> }>();
  for (const { name, options } of commands)
    for (const option of options) {
      const key = keys.get(option.name) ?? { option, uses: new Map() };
      key.uses.set(option.says, [...(key.uses.get(option.says) ?? []), name]);
      keys.set(option.name, key);
    }
  return [...keys.values()];
};

/** Whether all of the value may be secret, as a key is, and not only what may be hidden in it, as in a URL. */
const mayBeSecret = ({ kind, secretsIn }: Option<unknown>): boolean =>
  kind.placeholder !== null && secretsIn?.(kind.placeholder).includes(kind.placeholder) === true;

/** A value to begin with: the one that counts where none is given, if it can be written so; else what the help calls it. */
const sampleOf = ({ kind, fallback }: Option<unknown>): string => {
  if (kind.placeholder === null) return String(fallback ?? false);
  if (fallback !== null && kind.decode(fallback).isValid) return JSON.stringify(fallback);
  // In the help some stand in a shell's quotes.
  const word = kind.placeholder.replaceAll("'", "");
  return JSON.stringify(kind.isRepeatable ? [word] : word);
};

const comment = (text: string, indent: string): readonly string[] =>
  wrap(text, WIDTH - indent.length - 3).map((line) => `${indent}// ${line}`);

const keyLines = ({ option, uses }: Key): readonly string[] => [
  "",
  ...[...uses].flatMap(([says, names]) => comment(`${names.join(", ")}: ${says}`, "  ")),
  ...(mayBeSecret(option)
    ? comment(
        `${JSON.stringify(keyOf(option.name))} may hold a secret: set ${variableOf(option.name)} where the command runs.`,
        "  ",
      )
    : [`  // ${JSON.stringify(keyOf(option.name))}: ${sampleOf(option)},`]),
];

/**
 * The text of a configuration file with every key of these commands, each explained and commented out, and so as good as an empty
 * one. `writtenBy` names the program and its version.
 */
export const configText = (commands: readonly Command[], writtenBy: string): string =>
  [
    ...comment(
      `What the commands take where neither a flag nor a variable says otherwise; written by ${writtenBy}. Take the slashes away before a key, and put a value of yours in the place of a word in capitals.`,
      "",
    ),
    "{",
    ...keysOf(commands).flatMap(keyLines).slice(1),
    "}",
    "",
  ].join("\n");
