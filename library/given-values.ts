import { codeOptions, type Given, type GivenValues, suggestion, UsageError } from "../cli/index.ts";
import type { Law } from "../conformance/index.ts";
import type { CheckOptions } from "./check-options.ts";

/** What only the library has, or has in another form than the command. */
const OWN = ["target", "laws", "reporters", "signal", "onWarning"];

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
    const option = codeOptions.get(key);
    if (option === undefined)
      throw new UsageError(
        `There is no option ${JSON.stringify(key)}.${suggestion(key, [...codeOptions.keys(), ...OWN])}`,
      );
    given.set(option.name, { by: key, value: wordFor(value) });
  }
  if (options.laws !== undefined) given.set("laws", { by: "laws", value: options.laws.map(idOf) });
  return given;
};
