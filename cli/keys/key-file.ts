import { resolve } from "node:path";
import type { ApiKey } from "../../reference-impl/index.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../options/usage-error.ts";
import { parseJsonText, textOfFile } from "../output/json-text.ts";

/** A file of keys: each entry as it stands there, and what it means, in the same order. */
export interface KeyFile {
  readonly entries: readonly unknown[];
  readonly keys: readonly ApiKey[];
}

/** Reads a file of keys; one that is not there yet has none. Throws `UsageError`, which shows no key. */
export const readKeyFile = async (path: string, folder: string): Promise<KeyFile> => {
  const { decodeKeys, KeyFileError } = await import("../../reference-impl/index.ts");
  const content = await textOfFile(resolve(folder, path), path);
  const json = content === null ? [] : await parseJsonText(content, path);
  try {
    const keys = decodeKeys(json);
    return { entries: Array.isArray(json) ? json : [], keys };
  } catch (error) {
    throw error instanceof KeyFileError ? new UsageError(`${path}: ${error.message}`) : error;
  }
};

/** Writes a file of keys, an entry a line, whole or not at all. */
export const saveKeyFile = (
  path: string,
  entries: readonly unknown[],
  { folder, saveFile }: Pick<Context, "folder" | "saveFile">,
): Promise<void> => {
  const lines = entries.map((entry) => `  ${JSON.stringify(entry)}`);
  return saveFile(resolve(folder, path), `${["[", lines.join(",\n"), "]"].filter((text) => text !== "").join("\n")}\n`);
};
