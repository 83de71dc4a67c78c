import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject } from "../../../contract/index.ts";
import type { Law } from "../../cases/law.ts";
import { isLaw, notALaw } from "./is-law.ts";
import { LawError } from "./law-error.ts";

const FILE = /\.(ts|mts|js|mjs)$/;
const NO_LAW = /\.(test|spec|d)\.[mc]?[tj]s$/;

/** A law of the user's, and the file that it is in. */
export interface OwnLaw {
  readonly law: Law;
  readonly file: string;
}

const filesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && FILE.test(entry.name) && !NO_LAW.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LawError(`The folder of laws ${folder} can't be read: ${why}. Name one that is there.`);
  }
};

const load = async (file: string): Promise<OwnLaw> => {
  let module: unknown;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LawError(`The law in ${file} can't be loaded: ${why}`);
  }
  const law = isObject(module) ? module.default : undefined;
  if (isLaw(law)) return { law, file };
  throw new LawError(
    `The default export of ${file} is no law: ${notALaw(law)}. Every file in a folder of laws is one; what they share lies in a folder below.`,
  );
};

/**
 * The laws in a folder, by file name: each file of TypeScript or JavaScript directly in it is one, its default export; tests and
 * declarations are left out. Throws `LawError` where there is none, or one can't be loaded.
 */
export const loadOwnLaws = async (folder: string): Promise<readonly OwnLaw[]> => {
  const files = await filesIn(folder);
  if (files.length === 0)
    throw new LawError(
      `The folder of laws ${folder} holds no law: no file of TypeScript or JavaScript. Write one with cvm-contract laws --new NAME.`,
    );
  const laws: OwnLaw[] = [];
  for (const file of files) laws.push(await load(join(folder, file)));
  return laws;
};
