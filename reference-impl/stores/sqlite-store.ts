import { DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import type { Cvm } from "../fleet/fleet.ts";
import type { CvmStore } from "./cvm-store.ts";
import type { StoreSchema } from "./cvm-table.ts";
import { insertAll, storeOver } from "./sql-store.ts";
import { asKyselyDatabase } from "./sqlite-database.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { createSchema, hasSchema } from "./sqlite-schema.ts";
import { StoreError } from "./store-error.ts";
import { withOverrides } from "./with-overrides.ts";

/** How long a write waits for another process that writes. The event loop waits with it. */
const BUSY_TIMEOUT_MS = 1_000;

const openDatabase = (path: string): { readonly database: DatabaseSync; readonly isNew: boolean } => {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    const isNew = !hasSchema(database, path);
    // FULL: a commit is on the disk before anyone is told of it, so that not even a power cut takes back an answer.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    return { database, isNew };
  } catch (problem) {
    database?.close();
    if (problem instanceof StoreError) throw problem;
    throw new StoreError(
      "STORE_UNREADABLE",
      `Failed to open ${path} as a SQLite file: ${problem instanceof Error ? problem.message : problem}. Name a file that is one, or a new one in a folder that exists.`,
      problem,
    );
  }
};

/**
 * Keeps CVMs in a SQLite file, which is made and filled with `cvms` where there is none; a file that exists keeps what it has.
 * Rejects with `StoreError` for a file that is damaged, another program's, or a newer version's.
 */
export const openSqliteStore = async (path: string, cvms: readonly Cvm[]): Promise<CvmStore> => {
  const { database, isNew } = openDatabase(path);
  const db = new Kysely<StoreSchema>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) });
  if (isNew) {
    const initial = withOverrides(cvms, new Map());
    // All or nothing: a file that was left half made would be taken for one that lost its CVMs.
    await db.transaction().execute(async (transaction) => {
      createSchema(database);
      await insertAll(transaction, initial);
    });
  }
  return storeOver(db, sqliteDialect);
};
