import { resolve } from "node:path";
import type { ApiKey } from "../../reference-impl/index.ts";
import { parseJsonText, textOfFile } from "../output/json-text.ts";
import { UsageError } from "../options/usage-error.ts";

/** The keys in a file. Throws `UsageError` where it is missing or holds no keys; `folder` is what the path is relative to. */
export const loadKeys = async (path: string, folder: string): Promise<readonly ApiKey[]> => {
  const { decodeKeys, KeyFileError } = await import("../../reference-impl/index.ts");
  const text = await textOfFile(resolve(folder, path), path);
  if (text === null) throw new UsageError(`--keys names ${path}, and there is no such file.`);
  try {
    return decodeKeys(await parseJsonText(text, path));
  } catch (error) {
    throw error instanceof KeyFileError ? new UsageError(`${path}: ${error.message}`) : error;
  }
};
