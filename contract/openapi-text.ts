import { readFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { pathToFileURL } from "node:url";
import { ContractError } from "./contract-error.ts";

/** The text of `openapi.json` as delivered, whose lines are those that its readers see. The built copy is formatted anew, so it is not taken. */
export const readOpenapiText = async (): Promise<string> => {
  const manifest = findPackageJSON(import.meta.url);
  if (manifest === undefined) throw new ContractError("", "there is no package.json to find it by", "Install anew.");
  return readFile(new URL("openapi.json", pathToFileURL(manifest)), "utf8");
};
