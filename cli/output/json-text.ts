import { readFile } from "node:fs/promises";
import { isObject } from "../../contract/index.ts";
import { UsageError } from "../options/usage-error.ts";

/** Parses JSON that a user wrote. Throws `UsageError` with the place of the fault; `name` is how the user knows the file. */
export const parseJsonText = async (text: string, name: string): Promise<unknown> => {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own message is not passed on: it quotes the text, which may hold a key.
    const { jsonFaultOf } = await import("../../conformance/index.ts");
    const fault = await jsonFaultOf(text);
    throw new UsageError(
      `${name} is not JSON (line ${fault?.line ?? 1}: ${fault?.problem ?? "not as it should be"}). Mend it or delete it.`,
    );
  }
};

/** The text of a user's file, without the byte order mark that some editors put before it, or null where there is no such file. Throws `UsageError` where it can't be read. */
export const textOfFile = async (path: string, name: string): Promise<string | null> => {
  try {
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    if (isObject(error) && error.code === "ENOENT") return null;
    throw new UsageError(`${name} can't be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
};
