import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : null);

/**
 * Makes a folder and those above it that are missing. `path` is absolute. Rejects with Node.js's own error, also where Node.js's recursive
 * `mkdir` would try for ever: under /proc a missing folder stays missing.
 */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return;
    if (codeOf(error) !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    try {
      await mkdir(path);
    } catch (secondError) {
      // Somebody else may have made it meanwhile.
      if (codeOf(secondError) !== "EEXIST") throw secondError;
    }
  }
};
