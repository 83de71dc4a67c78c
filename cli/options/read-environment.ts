import { UsageError } from "./usage-error.ts";
import { isOurVariable, variableOf } from "./option.ts";
import type { GivenValues } from "./settings.ts";
import { suggestion } from "./suggest.ts";

/**
 * The values that environment variables give, by option name. `names` are the options of all commands. Throws `UsageError` on a
 * variable of ours that belongs to none, and on one that is empty: CI systems set missing secrets so, and a check of something
 * else than was meant would be green.
 */
export const readEnvironment = (
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): GivenValues => {
  const nameByVariable = new Map(names.map((name) => [variableOf(name), name]));
  const ours = Object.entries(env).filter(([variable, value]) => isOurVariable(variable) && value !== undefined);
  return new Map(
    ours.map(([variable, value]) => {
      const name = nameByVariable.get(variable);
      if (name === undefined)
        throw new UsageError(
          `The environment variable ${variable} belongs to no option.${suggestion(variable, [...nameByVariable.keys()])} Unset it or mend its name.`,
        );
      if (value === "")
        throw new UsageError(
          `The environment variable ${variable} is empty, as CI systems leave a secret that is not there. Give it a value, or unset it.`,
        );
      return [name, { by: variable, value }];
    }),
  );
};
