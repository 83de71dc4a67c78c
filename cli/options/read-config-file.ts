import { join } from "node:path";
import { isObject } from "../../contract/index.ts";
import { parseJsonText, textOfFile } from "../output/json-text.ts";
import { UsageError } from "./usage-error.ts";
import { keyOf } from "./option.ts";
import type { GivenValues } from "./settings.ts";
import { suggestion } from "./suggest.ts";

/** The configuration file's name; it is looked for in the current folder only. */
export const CONFIG_FILE = "cvm-contract.config.json";

/**
 * The values that the configuration file in `folder` gives, by option name; none where there is no file. Its keys are
 * the options in camel case. `names` are the options of all commands: a key that belongs to none throws `UsageError`.
 */
export const readConfigFile = async (folder: string, names: readonly string[]): Promise<GivenValues> => {
  const text = await textOfFile(join(folder, CONFIG_FILE), CONFIG_FILE);
  if (text === null) return new Map();
  const config = await parseJsonText(text, CONFIG_FILE);
  if (!isObject(config))
    throw new UsageError(`${CONFIG_FILE} needs a JSON object such as {"target": "http://127.0.0.1:4020"}.`);
  const nameByKey = new Map(names.map((name) => [keyOf(name), name]));
  return new Map(
    Object.entries(config).map(([key, value]) => {
      const name = nameByKey.get(key);
      if (name === undefined)
        throw new UsageError(
          `${CONFIG_FILE} has the key ${JSON.stringify(key)}, which belongs to no option.${suggestion(key, [...nameByKey.keys()])} Remove it or mend its name.`,
        );
      return [name, { by: `${JSON.stringify(key)} in ${CONFIG_FILE}`, value }];
    }),
  );
};
