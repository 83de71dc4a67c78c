import { readFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { isObject } from "../../contract/index.ts";

/** The program's name, as reports and messages give it. */
export const TOOL_NAME = "cvm-contract";

/** The program's version. Source: `version` in package.json, which lies above both the sources and the built files. */
export const toolVersion = async (): Promise<string> => {
  const path = findPackageJSON(import.meta.url);
  const manifest: unknown = path === undefined ? null : JSON.parse(await readFile(path, "utf8"));
  if (isObject(manifest) && typeof manifest.version === "string") return manifest.version;
  throw new Error(`${path ?? "package.json"} has no version. Install ${TOOL_NAME} anew.`);
};
