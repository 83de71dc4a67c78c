import type { TestProject } from "vitest/node";
import { serveDatabases, whyNoPostgres } from "./postgres/index.ts";
import { serveTarballs } from "./scripts/index.ts";

/**
 * Has at hand for all test files, made when the first asks: PostgreSQL databases, on one server, and the packages as they are
 * released, packed once.
 */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const why = whyNoPostgres();
  const databases = why === null ? await serveDatabases() : null;
  project.provide("whyNoPostgres", why ?? "");
  project.provide("databasesUrl", databases?.url ?? "");
  const tarballs = await serveTarballs(import.meta.dirname);
  project.provide("tarballsUrl", tarballs.url);
  return async () => {
    await databases?.close();
    await tarballs.close();
  };
};
