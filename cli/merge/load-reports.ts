import { readFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join, resolve } from "node:path";
import { createReportReader, type NamedReport } from "../../conformance/index.ts";
import { isObject } from "../../contract/index.ts";
import { textOfFile } from "../output/json-text.ts";
import { UsageError } from "../options/usage-error.ts";

/** The schema of reports, from the package that this file is in, be it sources or built. */
const reportSchema = async (): Promise<Readonly<Record<string, unknown>>> => {
  const manifest = findPackageJSON(import.meta.url) ?? "";
  const path = join(dirname(manifest), "docs", "report.schema.json");
  const schema: unknown = JSON.parse(await readFile(path, "utf8"));
  if (isObject(schema)) return schema;
  throw new Error(`${path} is not a JSON object. Install cvm-contract anew.`);
};

/** Reads the reports that a user names, paths relative to `folder`. Throws `UsageError` or `MergeError` on one that is none. */
export const loadReports = async (paths: readonly string[], folder: string): Promise<readonly NamedReport[]> => {
  const read = createReportReader(await reportSchema());
  return Promise.all(
    paths.map(async (path) => {
      const text = await textOfFile(resolve(folder, path), path);
      if (text === null) throw new UsageError(`There is no file ${path}. Name the report of each shard.`);
      return read(text, path);
    }),
  );
};
