import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";

/**
 * Writes a text file so that nobody ever reads half of it, whenever the process or the machine ends: beside its place first, on
 * disk before it is moved there. `path` is absolute.
 */
export const saveFile = async (path: string, text: string): Promise<void> => {
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(beside, "w");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
};
