import { randomBytes } from "node:crypto";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { readKeyFile, saveKeyFile } from "./keys/key-file.ts";
import { keysOptions as options } from "./keys/options.ts";
import type { Settings } from "./options/settings.ts";
import { suggestion } from "./options/suggest.ts";
import { UsageError } from "./options/usage-error.ts";
import { twoColumns } from "./text/two-columns.ts";

/** 256 bits: nobody guesses it, so that a plain hash of it gives nothing away. */
const KEY_BYTES = 32;

const given = (settings: Settings, which: "keys" | "name" | "workspace"): string => {
  const value = settings.get(options[which]);
  if (value === null) throw new UsageError(`keys ${settings.operands[0]} needs --${which}.`);
  return value;
};

const add = async (settings: Settings, context: Context): Promise<void> => {
  const path = given(settings, "keys");
  const name = given(settings, "name");
  const workspace = given(settings, "workspace");
  const { entries, keys } = await readKeyFile(path, context.folder);
  if (keys.some((key) => key.name === name))
    throw new UsageError(`${path} has a key ${JSON.stringify(name)} already. Take another --name, or remove that one.`);
  const { keySha256 } = await import("../reference-impl/index.ts");
  const key = `cvm_${randomBytes(KEY_BYTES).toString("base64url")}`;
  const admin = settings.get(options.admin) ? { admin: true } : {};
  await saveKeyFile(path, [...entries, { name, sha256: keySha256(key).toString("hex"), workspace, ...admin }], context);
  context.stdout.write(`${key}\n`);
  context.stderr.write(`This is the only time that it is shown: ${path} holds its SHA-256.\n`);
};

const remove = async (settings: Settings, context: Context): Promise<void> => {
  const path = given(settings, "keys");
  const name = given(settings, "name");
  const { entries, keys } = await readKeyFile(path, context.folder);
  const names = keys.map((key) => key.name);
  if (!names.includes(name))
    throw new UsageError(`${path} has no key ${JSON.stringify(name)}.${suggestion(name, names)}`);
  const kept = entries.filter((_, index) => names[index] !== name);
  await saveKeyFile(path, kept, context);
};

const list = async (settings: Settings, { folder, stdout }: Context): Promise<void> => {
  const { keys } = await readKeyFile(given(settings, "keys"), folder);
  const rows = keys.map(({ name, workspaceId, isAdmin }): [string, string] => [
    name,
    `${isAdmin ? "admin" : "member"} of ${workspaceId}`,
  ]);
  const width = Math.max(0, ...keys.map(({ name }) => name.length));
  stdout.write(
    twoColumns(rows, width, stdout.columns)
      .map((line) => `${line}\n`)
      .join(""),
  );
};

const ACTIONS: ReadonlyMap<string, (settings: Settings, context: Context) => Promise<void>> = new Map([
  ["add", add],
  ["list", list],
  ["remove", remove],
]);

const run = async (settings: Settings, context: Context): Promise<ExitCode> => {
  const [action = "", ...rest] = settings.operands;
  const act = ACTIONS.get(action);
  const names = [...ACTIONS.keys()];
  if (act === undefined || rest.length > 0)
    throw new UsageError(`keys takes one of ${names.join(", ")}.${act === undefined ? suggestion(action, names) : ""}`);
  await act(settings, context);
  return EXIT.conforms;
};

/** `cvm-contract keys`: makes, lists and removes keys of the reference implementation. */
export const keys: Command = {
  name: "keys",
  summary: "makes, lists and removes the keys that serve takes, in a file of their hashes",
  operands: "add|list|remove",
  options: Object.values(options),
  notes: [
    "add prints a new key once, and writes its hash; a server that follows the file takes it a second later, and refuses one that was removed.",
  ],
  run,
};
