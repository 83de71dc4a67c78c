import {
  checkOptions,
  type Given,
  type GivenValues,
  keyOf,
  type Option,
  suggestion,
  UsageError,
} from "../cli/index.ts";
import type { Law } from "../conformance/index.ts";
import type { CheckOptions } from "./check-options.ts";

/** What only the library has, or has in another form than the command. */
const OWN = ["target", "laws", "reporters", "signal", "onWarning"];

/** What only the command has: the library gives the report back. */
const NOT_HERE = ["report"];

const byKey: ReadonlyMap<string, Option<unknown>> = new Map(
  Object.values(checkOptions).map((option) => [keyOf(option.name), option]),
);

/** The options of the command's table that the library has in their common form, by the name in code. */
export const tableKeys: readonly string[] = [...byKey.keys()].filter(
  (key) => !OWN.includes(key) && !NOT_HERE.includes(key),
);

const wordFor = (value: unknown): unknown => (value instanceof URL ? value.href : value);

const idOf = (law: string | Law): string => (typeof law === "string" ? law : law.id);

/**
 * The options as the command's table takes them, by its names. Throws `UsageError` on one that there is not, and on one that is
 * undefined: most likely a variable of the environment is missing, and the check would be of something else.
 */
export const givenValues = (options: CheckOptions, url: string): GivenValues => {
  const given = new Map<string, Given>([["target", { by: "target", value: url }]]);
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined)
      throw new UsageError(
        `The option ${key} is undefined, as a variable is that nobody set. Give it a value, or leave it out.`,
      );
    if (OWN.includes(key)) continue;
    const option = byKey.get(key);
    if (option === undefined || !tableKeys.includes(key))
      throw new UsageError(`There is no option ${JSON.stringify(key)}.${suggestion(key, [...tableKeys, ...OWN])}`);
    given.set(option.name, { by: key, value: wordFor(value) });
  }
  if (options.laws !== undefined) given.set("laws", { by: "laws", value: options.laws.map(idOf) });
  return given;
};
