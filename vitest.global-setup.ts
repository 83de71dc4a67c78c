import type { TestProject } from "vitest/node";
import { databasesOnDemand, whyNoPostgres } from "./postgres/index.ts";
import { tarballsOnDemand } from "./scripts/index.ts";
import { startAnswerService } from "./vitest.answer-service.ts";

/**
 * Has at hand for all test files, made when the first asks: PostgreSQL databases, on one server, and the packages as they are
 * released, packed once.
 */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const why = whyNoPostgres();
  project.provide("whyNoPostgres", why ?? "");
  const databases = databasesOnDemand();
  const databaseService = why === null ? await startAnswerService(databases.fresh) : null;
  project.provide("databasesUrl", databaseService?.url ?? "");
  const tarballs = await tarballsOnDemand(import.meta.dirname);
  const tarballService = await startAnswerService(async () => JSON.stringify(await tarballs.packed()));
  project.provide("tarballsUrl", tarballService.url);
  return async () => {
    await databaseService?.close();
    await databases.close();
    await tarballService.close();
    await tarballs.close();
  };
};
