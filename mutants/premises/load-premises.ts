import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject } from "../../contract/index.ts";
import type { Premise } from "./premise.ts";

const MEMBERS = join(import.meta.dirname, "members");

const isPremise = (value: unknown): value is Premise =>
  isObject(value) && typeof value.says === "string" && isObject(value.fleet) && Array.isArray(value.idle);

/** Each premise under its name, which is its file's. Throws where a file of the folder declares none. */
export const loadPremises = async (): Promise<ReadonlyMap<string, Premise>> => {
  const premises = new Map<string, Premise>();
  for (const file of (await readdir(MEMBERS)).toSorted()) {
    const module: unknown = await import(pathToFileURL(join(MEMBERS, file)).href);
    const premise = isObject(module) ? module.default : null;
    if (!isPremise(premise)) throw new Error(`${file} has no premise as its default export: give it one.`);
    premises.set(basename(file, ".ts"), premise);
  }
  return premises;
};
