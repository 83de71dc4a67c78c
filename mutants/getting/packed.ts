import { join } from "node:path";
import { inject } from "vitest";
import { isObject } from "../../contract/index.ts";

/** A package's tarball, as it is released. */
export interface PackedFile {
  /** The package's name. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** The paths in it. */
  readonly holds: readonly string[];
}

/** The packages as tarballs, packed once for all test files of a run. The first to ask waits for the build. */
export const packed = async (): Promise<readonly PackedFile[]> => {
  const response = await fetch(inject("tarballsUrl"));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  const told: unknown = JSON.parse(text);
  if (!isObject(told) || !Array.isArray(told.tarballs)) throw new Error(text);
  const folder = String(told.folder);
  return told.tarballs.filter(isObject).map(({ name, file, paths }) => ({
    name: String(name),
    path: join(folder, String(file)),
    holds: Array.isArray(paths) ? paths.map(String) : [],
  }));
};

/** The gate's tarball. */
export const packedGate = async (): Promise<PackedFile> => {
  const gate = (await packed()).find(({ name }) => name === "cvm-contract");
  if (gate === undefined) throw new Error("The gate was not packed.");
  return gate;
};
