import { readdir } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject } from "../contract/index.ts";
import type { Mutant } from "./define-mutant.ts";

const CATALOGUE = join(import.meta.dirname, "catalogue");

/** A mutant and where the catalogue has it. */
export interface CataloguedMutant extends Mutant {
  /** The part of the behaviour that it breaks: its folder in the catalogue. */
  readonly seam: string;
}

const isMutant = (value: unknown): value is Mutant =>
  isObject(value) && typeof value.name === "string" && isObject(value.changes) && Array.isArray(value.killedBy);

/**
 * The seam of each mutant by the mutant's name, of files such as `limit/limit-ignored.ts`, by name in alphabetical order.
 * Throws where a file lies in no folder of the catalogue, in a deeper one, or where two have one name.
 */
export const seamsOf = (files: readonly string[]): ReadonlyMap<string, string> => {
  const seams = new Map<string, string>();
  for (const file of files.filter((one) => one.endsWith(".ts") && !one.endsWith(".test.ts"))) {
    const [seam, ...rest] = file.split(sep);
    if (seam === undefined || rest.length !== 1)
      throw new Error(`${file} is not directly in a folder of the catalogue: put it in that of what it breaks.`);
    const name = basename(file, ".ts");
    const other = seams.get(name);
    if (other !== undefined)
      throw new Error(`${name} is in the catalogue twice, in ${other}/ and in ${seam}/: rename one.`);
    seams.set(name, seam);
  }
  return new Map([...seams].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const readSeams = async (): Promise<ReadonlyMap<string, string>> =>
  seamsOf(await readdir(CATALOGUE, { recursive: true }));

const load = async (name: string, seam: string): Promise<CataloguedMutant> => {
  const file = join(CATALOGUE, seam, `${name}.ts`);
  const module: unknown = await import(pathToFileURL(file).href);
  const mutant = isObject(module) ? module.default : undefined;
  if (isMutant(mutant) && mutant.name === name) return { ...mutant, seam };
  throw new Error(`${file} is in the catalogue, but its default export is not a mutant named like the file.`);
};

/** One mutant of the catalogue. Throws where there is none of the name, or the file's default export is not a mutant of the file's name. */
export const loadMutant = async (name: string): Promise<CataloguedMutant> => {
  const seam = (await readSeams()).get(name);
  if (seam === undefined) throw new Error(`There is no mutant ${name} in the catalogue.`);
  return load(name, seam);
};

/** Every mutant of the catalogue, in alphabetical order. Throws as `loadMutant` does. */
export const loadMutants = async (): Promise<readonly CataloguedMutant[]> =>
  Promise.all([...(await readSeams())].map(([name, seam]) => load(name, seam)));
