import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.ts";
import { flagOf, type Option } from "./option.ts";
import type { Given } from "./settings.ts";
import { suggestion } from "./suggest.ts";

/** What a command line says: values by option name, the words that belong to no flag, and whether help was asked for. */
export interface ReadArgv {
  readonly given: ReadonlyMap<string, Given>;
  readonly operands: readonly string[];
  readonly wantsHelp: boolean;
}

/** A flag as `parseArgs` found it. `rawName` is as it was typed: `--target`, `--no-allow-writes`. */
interface FlagToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

const HELP = ["--help", "-h"];

const isSwitch = (option: Option<unknown>): boolean => option.kind.placeholder === null;

const isNegated = ({ name, rawName }: FlagToken): boolean => rawName === `--no-${name}`;

const optionOf = (token: FlagToken, options: readonly Option<unknown>[]): Option<unknown> => {
  const option = options.find(({ name }) => name === token.name);
  if (option !== undefined && (isSwitch(option) || !isNegated(token))) return option;
  const flags = options.map(({ name }) => flagOf(name));
  throw new UsageError(`Unknown flag ${token.rawName}.${suggestion(token.rawName, flags)}`);
};

const flagValue = (token: FlagToken, option: Option<unknown>): boolean | string => {
  const { rawName, value, inlineValue } = token;
  if (isSwitch(option)) {
    if (value === undefined) return !isNegated(token);
    throw new UsageError(`${rawName} takes no value: write ${rawName} or --no-${option.name}.`);
  }
  // What looks like the next flag is that: `--target --seed 1` lacks a value rather than having one named `--seed`.
  if (value !== undefined && (inlineValue === true || !value.startsWith("--"))) return value;
  throw new UsageError(
    `${rawName} needs a value: ${rawName} ${option.kind.placeholder}. (One that begins with dashes: ${rawName}=--...)`,
  );
};

/**
 * Reads the words after a command's name. Throws `UsageError` on a flag that is unknown, lacks its value, has one that it
 * can't take, or is given twice without being repeatable. Messages name flags and never show values: one may be a key.
 */
export const readArgv = (argv: readonly string[], options: readonly Option<unknown>[]): ReadArgv => {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      options.map((option) => [option.name, { type: isSwitch(option) ? "boolean" : "string" }]),
    ),
    strict: false,
    tokens: true,
    allowPositionals: true,
    allowNegative: true,
  });
  const given = new Map<string, Given>();
  const operands: string[] = [];
  let wantsHelp = false;
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    if (HELP.includes(token.rawName)) {
      wantsHelp = true;
      continue;
    }
    const option = optionOf(token, options);
    const value = flagValue(token, option);
    const by = flagOf(option.name);
    const before = given.get(option.name)?.value;
    if (option.kind.isRepeatable)
      given.set(option.name, { by, value: [...(Array.isArray(before) ? before : []), value] });
    else if (before === undefined) given.set(option.name, { by, value });
    else throw new UsageError(`${by} is given twice. Keep one of them.`);
  }
  return { given, operands, wantsHelp };
};
