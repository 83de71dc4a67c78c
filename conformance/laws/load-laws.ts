import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject } from "../../contract/index.ts";
import type { Law } from "../cases/law.ts";

/** The folders that hold laws: every file directly in one of them is a law, its default export. */
const FOLDERS = ["contract", "instance-ids"];

const isLaw = (value: unknown): value is Law =>
  isObject(value) && typeof value.id === "string" && (value.kind === "exchange" || value.kind === "relation");

const isLawFile = (name: string): boolean => /\.[tj]s$/.test(name) && !/\.(test|d)\.[tj]s$/.test(name);

/** The laws of one folder, in alphabetical order. */
export interface LawFolder {
  readonly name: string;
  readonly laws: readonly Law[];
}

const loadLaw = async (file: string): Promise<Law> => {
  const module: unknown = await import(pathToFileURL(file).href);
  const law = isObject(module) ? module.default : undefined;
  if (!isLaw(law) || !new RegExp(`[\\\\/]${law.id}\\.[tj]s$`).test(file))
    throw new Error(`${file} is in a folder of laws, but its default export is not a law named like the file.`);
  return law;
};

/**
 * Every law by folder, the general ones first.
 * Throws when a file in a law folder is not a law, or an id is not its file's name.
 */
export const loadLawFolders = (): Promise<readonly LawFolder[]> =>
  Promise.all(
    FOLDERS.map(async (name) => {
      const path = join(import.meta.dirname, name);
      const files = (await readdir(path)).filter(isLawFile).sort();
      return { name, laws: await Promise.all(files.map((file) => loadLaw(join(path, file)))) };
    }),
  );

/** Every law, general ones first, each folder in alphabetical order. Throws as `loadLawFolders` does. */
export const loadLaws = async (): Promise<readonly Law[]> => (await loadLawFolders()).flatMap(({ laws }) => laws);
