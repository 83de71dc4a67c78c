import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject } from "../../contract/index.ts";
import type { Law } from "./define-law.ts";

/** The folders that hold laws: every file directly in one of them is a law, its default export. */
const FOLDERS = ["contract", "instance-ids"];

const isLaw = (value: unknown): value is Law =>
  isObject(value) && typeof value.id === "string" && (value.kind === "exchange" || value.kind === "relation");

const isLawFile = (name: string): boolean => /\.[tj]s$/.test(name) && !/\.(test|d)\.[tj]s$/.test(name);

/**
 * Every law, general ones first, each folder in alphabetical order.
 * Throws when a file in a law folder is not a law, or an id is not its file's name.
 */
export const loadLaws = async (): Promise<readonly Law[]> => {
  const files = await Promise.all(
    FOLDERS.map(async (folder) => {
      const path = join(import.meta.dirname, folder);
      return (await readdir(path))
        .filter(isLawFile)
        .sort()
        .map((name) => join(path, name));
    }),
  );
  return Promise.all(
    files.flat().map(async (file) => {
      const module: unknown = await import(pathToFileURL(file).href);
      const law = isObject(module) ? module.default : undefined;
      if (!isLaw(law) || !new RegExp(`[\\\\/]${law.id}\\.[tj]s$`).test(file))
        throw new Error(`${file} is in a folder of laws, but its default export is not a law named like the file.`);
      return law;
    }),
  );
};
