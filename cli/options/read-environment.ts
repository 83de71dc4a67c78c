import { UsageError } from "./usage-error.ts";
import { isOurVariable, variableOf } from "./option.ts";
import type { GivenValues } from "./settings.ts";
import { suggestion } from "./suggest.ts";

/**
 * The values that environment variables give, by option name. An empty variable counts as unset, since CI systems set
 * missing secrets so. `names` are the options of all commands: a variable of ours that belongs to none throws `UsageError`.
 */
export const readEnvironment = (
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): GivenValues => {
  const nameByVariable = new Map(names.map((name) => [variableOf(name), name]));
  const ours = Object.entries(env).filter(
    ([variable, value]) => isOurVariable(variable) && value !== undefined && value !== "",
  );
  return new Map(
    ours.map(([variable, value]) => {
      const name = nameByVariable.get(variable);
      if (name === undefined)
        throw new UsageError(
          `The environment variable ${variable} belongs to no option.${suggestion(variable, [...nameByVariable.keys()])} Unset it or mend its name.`,
        );
      return [name, { by: variable, value }];
    }),
  );
};
