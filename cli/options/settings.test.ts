import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onOff } from "./kinds/on-off.ts";
import { text } from "./kinds/text.ts";
import { wholeNumber } from "./kinds/whole-number.ts";
import { keyOf, option, optional, secret, variableOf } from "./option.ts";
import { readArgv } from "./read-argv.ts";
import { COMMENTED_CONFIG_FILE, CONFIG_FILE, readConfigFile } from "./read-config-file.ts";
import { readEnvironment } from "./read-environment.ts";
import { Settings } from "./settings.ts";

const seed = optional("seed", wholeNumber(0), "");
const apiKey = secret(optional("api-key", text("KEY"), ""));
const allowWrites = option("allow-writes", onOff, "", false);
const options = [seed, apiKey, allowWrites];
const names = [...options.map(({ name }) => name), "port"];

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "settings-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const settingsFrom = async (
  argv: readonly string[],
  env: Record<string, string>,
  config?: string,
): Promise<Settings> => {
  if (config !== undefined) await writeFile(join(folder, CONFIG_FILE), config);
  return new Settings(
    [readArgv(argv, options).given, readEnvironment(env, names), await readConfigFile(folder, null, names)],
    [],
  );
};

describe("an option", () => {
  it("has a flag, a variable and a key made from its name", () => {
    expect(variableOf("skip-laws")).toBe("CVM_CONTRACT_SKIP_LAWS");
    expect(keyOf("skip-laws")).toBe("skipLaws");
  });

  it("is read from a file that begins with a byte order mark, as some editors write it", async () => {
    expect((await settingsFrom([], {}, '\uFEFF{"seed": 3}')).get(seed)).toBe(3);
  });

  it("counts from the flag before the variable, from the variable before the file, else it has its fallback", async () => {
    const file = '{"seed": 3, "allowWrites": true}';
    const env = { CVM_CONTRACT_SEED: "2" };
    expect((await settingsFrom(["--seed", "1"], env, file)).get(seed)).toBe(1);
    expect((await settingsFrom([], env, file)).get(seed)).toBe(2);
    expect((await settingsFrom([], {}, file)).get(seed)).toBe(3);
    expect((await settingsFrom([], {}, "{}")).get(seed)).toBeNull();
  });

  it("can be turned off over a file that turns it on", async () => {
    expect((await settingsFrom(["--no-allow-writes"], {}, '{"allowWrites": true}')).get(allowWrites)).toBe(false);
  });

  it("is refused where its variable is empty, also where a flag gives it", async () => {
    const problem = "The environment variable CVM_CONTRACT_SEED is empty";
    await expect(settingsFrom([], { CVM_CONTRACT_SEED: "" })).rejects.toThrow(problem);
    await expect(settingsFrom(["--seed", "5"], { CVM_CONTRACT_SEED: "" })).rejects.toThrow(problem);
  });
});

describe("a value that means nothing is refused", () => {
  it.each([
    [["--seed", "abc"], {}, undefined, '--seed needs a whole number from 0 up, but "abc" was given.'],
    [
      [],
      { CVM_CONTRACT_SEED: "-1" },
      undefined,
      'CVM_CONTRACT_SEED needs a whole number from 0 up, but "-1" was given.',
    ],
    [[], {}, '{"seed": [1]}', `"seed" in ${CONFIG_FILE} needs a whole number from 0 up, but [1] was given.`],
  ])("%j %j %j", async (argv, env, config, message) => {
    const settings = await settingsFrom(argv, env, config);
    expect(() => settings.get(seed)).toThrow(message);
  });

  it("without showing one that may be a key", async () => {
    const settings = await settingsFrom([], {}, '{"apiKey": 12345678}');
    expect(() => settings.get(apiKey)).toThrow('"apiKey" in');
    expect(() => settings.get(apiKey)).not.toThrow(/12345678/);
  });
});

describe("a name that belongs to no option is refused", () => {
  it("in the environment", async () => {
    await expect(settingsFrom([], { CVM_CONTRACT_SED: "1" })).rejects.toThrow(
      "The environment variable CVM_CONTRACT_SED belongs to no option. Did you mean CVM_CONTRACT_SEED?",
    );
  });

  it("in the file", async () => {
    await expect(settingsFrom([], {}, '{"allow-writes": true}')).rejects.toThrow("Did you mean allowWrites?");
    await expect(settingsFrom([], {}, '{"__proto__": 1}')).rejects.toThrow(
      'the key "__proto__", which means nothing there.',
    );
    await expect(settingsFrom([], {}, '{"config": "a.json"}')).rejects.toThrow('"config", which means nothing there.');
  });

  it("but not where another command has the option", async () => {
    const settings = await settingsFrom([], { CVM_CONTRACT_PORT: "1" }, '{"port": 1}');
    expect(settings.get(seed)).toBeNull();
  });
});

describe("a configuration file", () => {
  const read = (named: string | null = null) => readConfigFile(folder, named, names);

  it("may have comments and a comma at the end, under both of its names", async () => {
    for (const name of [CONFIG_FILE, COMMENTED_CONFIG_FILE]) {
      await writeFile(join(folder, name), '{ // a seed\n "seed": 3, /* that is all */ }');
      expect([...(await read())]).toEqual([["seed", { by: `"seed" in ${name}`, value: 3 }]]);
      await rm(join(folder, name));
    }
  });

  it("is the one that is named, whatever else is there", async () => {
    await writeFile(join(folder, CONFIG_FILE), '{"seed": 1}');
    await writeFile(join(folder, "nightly.json"), '{"seed": 2}');
    expect((await read("nightly.json")).get("seed")).toEqual({ by: '"seed" in nightly.json', value: 2 });
    await expect(read("none.json")).rejects.toThrow("There is no configuration file none.json.");
  });

  it("is refused under both names at once, and where it has a key twice", async () => {
    await writeFile(join(folder, CONFIG_FILE), '{"seed": 1, "seed": 2}');
    await expect(read()).rejects.toThrow(`${CONFIG_FILE} has the key "seed" twice. Keep one of them.`);
    await writeFile(join(folder, COMMENTED_CONFIG_FILE), "{}");
    await expect(read()).rejects.toThrow("There are two configuration files");
  });
});

describe("a configuration file that can't be read is refused", () => {
  it("where it is not JSON, with the place and without its text", async () => {
    const broken = settingsFrom([], {}, '{\n  "apiKey": SECRETSECRET\n}');
    await expect(broken).rejects.toThrow(`${CONFIG_FILE} is not JSON (line 2: `);
    await expect(broken).rejects.not.toThrow(/SECRET/);
  });

  it.each(["[]", "null", "5"])("where it is %s rather than an object", async (config) => {
    await expect(settingsFrom([], {}, config)).rejects.toThrow("needs a JSON object");
  });
});
