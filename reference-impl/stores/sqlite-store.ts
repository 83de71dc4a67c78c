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

/** The disk's errors; SQLite adds detail in the higher bits. Source: SQLite, result codes: SQLITE_IOERR, SQLITE_FULL. */
const DISK_ERRORS = new Set([10, 13]);
const PRIMARY_BITS = 0xff;

/** What to say of a file that can't be opened, or filled. */
const asStoreError = (path: string, problem: unknown): StoreError => {
  if (problem instanceof StoreError) return problem;
  const why = problem instanceof Error ? problem.message : String(problem);
  const errcode = problem instanceof Error && "errcode" in problem ? Number(problem.errcode) : 0;
  return DISK_ERRORS.has(errcode & PRIMARY_BITS)
    ? new StoreError(
        "STORE_DISK",
        `Failed to open ${path}: ${why}. Make room on that disk, and see that it is sound, or name a file elsewhere.`,
        problem,
      )
    : new StoreError(
        "STORE_UNREADABLE",
        `Failed to open ${path} as a SQLite file: ${why}. Name a file that is one, or a new one in a folder that exists.`,
        problem,
      );
};

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
    throw asStoreError(path, problem);
  }
};

/**
 * Keeps CVMs in a SQLite file, which is made and filled with `cvms` where there is none; a file that exists keeps what it has.
 * Rejects with `StoreError` for a file that is damaged, another program's, or a newer version's, and where the disk is full.
 */
export const openSqliteStore = async (path: string, cvms: readonly Cvm[]): Promise<CvmStore> => {
  const { database, isNew } = openDatabase(path);
  const db = new Kysely<StoreSchema>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) });
  if (isNew) {
    const initial = withOverrides(cvms, new Map());
    try {
      // All or nothing: a file that was left half made would be taken for one that lost its CVMs.
      await db.transaction().execute(async (transaction) => {
        createSchema(database);
        await insertAll(transaction, initial);
      });
    } catch (problem) {
      await db.destroy();
      throw asStoreError(path, problem);
    }
  }
  return storeOver(db, sqliteDialect);
};
