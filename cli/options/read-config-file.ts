import { join, resolve } from "node:path";
import { jsonFaultOf } from "../../conformance/index.ts";
import { textOfFile } from "../output/json-text.ts";
import { UsageError } from "./usage-error.ts";
import { keyOf } from "./option.ts";
import type { GivenValues } from "./settings.ts";
import { suggestion } from "./suggest.ts";

/** The configuration file's name; it is looked for in the current folder only. */
export const CONFIG_FILE = "cvm-contract.config.json";

/** Its other name, by which editors know that it may hold comments. */
export const COMMENTED_CONFIG_FILE = "cvm-contract.config.jsonc";

interface ConfigFile {
  /** As the user knows it. */
  readonly name: string;
  readonly text: string;
}

const namedFile = async (folder: string, name: string): Promise<ConfigFile> => {
  const text = await textOfFile(resolve(folder, name), name);
  if (text === null)
    throw new UsageError(`There is no configuration file ${name}. Make it, or give --config its path.`);
  return { name, text };
};

const usualFile = async (folder: string): Promise<ConfigFile | null> => {
  const found: ConfigFile[] = [];
  for (const name of [CONFIG_FILE, COMMENTED_CONFIG_FILE]) {
    const text = await textOfFile(join(folder, name), name);
    if (text !== null) found.push({ name, text });
  }
  const [file = null, ...more] = found;
  if (more.length === 0) return file;
  throw new UsageError(
    `There are two configuration files, ${CONFIG_FILE} and ${COMMENTED_CONFIG_FILE}. Keep one of them, or name one with --config.`,
  );
};

/** The members of the file's object, in order. Comments and a comma after the last member are allowed. */
const membersOf = async ({ name, text }: ConfigFile): Promise<readonly (readonly [key: string, value: unknown])[]> => {
  // The parser's own message is not passed on: it quotes the text, which may hold a key.
  const fault = await jsonFaultOf(text, "jsonc");
  if (fault !== null)
    throw new UsageError(`${name} is not JSON (line ${fault.line}: ${fault.problem}). Mend it or delete it.`);
  const { getNodeValue, parseTree } = await import("jsonc-parser");
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root?.type !== "object")
    throw new UsageError(`${name} needs a JSON object such as {"target": "http://127.0.0.1:4020"}.`);
  const members = (root.children ?? []).map(({ children: [key, value] = [] }): readonly [string, unknown] => [
    String(key?.value),
    value === undefined ? undefined : getNodeValue(value),
  ]);
  const keys = members.map(([key]) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined)
    throw new UsageError(`${name} has the key ${JSON.stringify(twice)} twice. Keep one of them.`);
  return members;
};

/**
 * The values that a configuration file gives, by option name: the file `named` or, where that is null, the one in `folder`; none
 * where there is none. Its keys are the options in camel case. `names` are the options of all commands: a key that belongs to none,
 * or stands there twice, throws `UsageError`, and so does a named file that is not there, or one under each of the two names.
 */
export const readConfigFile = async (
  folder: string,
  named: string | null,
  names: readonly string[],
): Promise<GivenValues> => {
  const file = named === null ? await usualFile(folder) : await namedFile(folder, named);
  if (file === null) return new Map();
  const nameByKey = new Map(names.map((name) => [keyOf(name), name]));
  return new Map(
    (await membersOf(file)).map(([key, value]) => {
      const name = nameByKey.get(key);
      if (name === undefined)
        throw new UsageError(
          `${file.name} has the key ${JSON.stringify(key)}, which means nothing there.${suggestion(key, [...nameByKey.keys()])} Remove it or mend its name.`,
        );
      return [name, { by: `${JSON.stringify(key)} in ${file.name}`, value }];
    }),
  );
};
