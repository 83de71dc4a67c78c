import type { TestProject } from "vitest/node";
import { serveDatabases, whyNoPostgres } from "./postgres/index.ts";

/** Has PostgreSQL databases at hand for all test files, on one server that starts when the first is asked for. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const why = whyNoPostgres();
  const databases = why === null ? await serveDatabases() : null;
  project.provide("whyNoPostgres", why ?? "");
  project.provide("databasesUrl", databases?.url ?? "");
  return async () => databases?.close();
};
