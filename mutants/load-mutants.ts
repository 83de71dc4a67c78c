import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject } from "../contract/index.ts";
import type { Mutant } from "./define-mutant.ts";

const CATALOGUE = join(import.meta.dirname, "catalogue");

const isMutant = (value: unknown): value is Mutant =>
  isObject(value) && typeof value.name === "string" && isObject(value.changes) && Array.isArray(value.killedBy);

/** The names of all mutants, in alphabetical order. */
export const mutantNames = async (): Promise<readonly string[]> =>
  (await readdir(CATALOGUE))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => file.slice(0, -".ts".length))
    .toSorted();

/** One mutant of the catalogue. Throws where the file's default export is not a mutant of the file's name. */
export const loadMutant = async (name: string): Promise<Mutant> => {
  const file = join(CATALOGUE, `${name}.ts`);
  const module: unknown = await import(pathToFileURL(file).href);
  const mutant = isObject(module) ? module.default : undefined;
  if (isMutant(mutant) && mutant.name === name) return mutant;
  throw new Error(`${file} is in the catalogue, but its default export is not a mutant named like the file.`);
};

/** Every mutant of the catalogue, in alphabetical order. Throws as `loadMutant` does. */
export const loadMutants = async (): Promise<readonly Mutant[]> => Promise.all((await mutantNames()).map(loadMutant));
