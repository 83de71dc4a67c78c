import { type Kysely, sql, type Transaction } from "kysely";
import { Migrator } from "kysely/migration";
import type { Clock } from "../clock.ts";
import type { Cvm } from "../fleet/fleet.ts";
import type { StoreSchema } from "./cvm-table.ts";
import { POSTGRES_SCHEMA, postgresMigrations } from "./postgres-migrations.ts";
import { insertAll } from "./sql-store.ts";
import { StoreError } from "./store-error.ts";

/** "CVMC" in ASCII: the advisory lock that a process holds while it migrates. */
const LOCK_ID = 0x43_56_4d_43;
const LOOK_EVERY_MS = 50;
const TABLE = "migrations";

/** Waits for the lock statement by statement, for another process may fill its new database for longer than a statement may take. */
const lock = async (transaction: Transaction<StoreSchema>, clock: Clock): Promise<void> => {
  for (;;) {
    const { rows } = await sql<{
      isLocked: boolean;
    }>`SELECT pg_try_advisory_xact_lock(${sql.lit(LOCK_ID)}) AS "isLocked"`.execute(transaction);
    if (rows[0]?.isLocked === true) return;
    await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
  }
};

const unknownMigrations = async (db: Kysely<StoreSchema>): Promise<readonly string[]> => {
  const table = `${POSTGRES_SCHEMA}.${TABLE}`;
  const { rows: found } = await sql<{ exists: boolean }>`SELECT to_regclass(${table}) IS NOT NULL AS exists`.execute(
    db,
  );
  if (found[0]?.exists !== true) return [];
  const { rows } = await sql<{ name: string }>`SELECT name FROM ${sql.table(table)}`.execute(db);
  return rows.map(({ name }) => name).filter((name) => !(name in postgresMigrations));
};

/** Makes the schema where there is none. The migrator would too, but hide behind an error of its own why it can't. */
const createSchema = async (transaction: Transaction<StoreSchema>): Promise<void> => {
  const { rows } = await sql`SELECT FROM pg_namespace WHERE nspname = ${POSTGRES_SCHEMA}`.execute(transaction);
  if (rows.length === 0) await transaction.schema.createSchema(POSTGRES_SCHEMA).execute();
};

/**
 * Brings a database to the schema of this program, and fills it with `cvms` where it had none of ours: all in one transaction, and
 * no two processes at once. Gives whether it was new. Rejects with `StoreError` for a newer version's.
 */
export const migratePostgres = (
  db: Kysely<StoreSchema>,
  place: string,
  cvms: readonly Cvm[],
  clock: Clock,
): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    // The migrator takes a lock of its own, but gives it back before this transaction commits.
    await lock(transaction, clock);
    await createSchema(transaction);
    const unknown = await unknownMigrations(transaction);
    if (unknown.length > 0)
      throw new StoreError(
        "STORE_NEWER",
        `Failed to open ${place}: it has had migrations that this program does not know (${unknown.join(", ")}). Update the program, or name another database.`,
      );
    const migrator = new Migrator({
      db: transaction,
      provider: { getMigrations: async () => ({ ...postgresMigrations }) },
      migrationTableSchema: POSTGRES_SCHEMA,
      migrationTableName: TABLE,
      migrationLockTableName: `${TABLE}_lock`,
    });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    const isNew = results.some(({ migrationName }) => migrationName === Object.keys(postgresMigrations)[0]);
    if (isNew) await insertAll(transaction.withSchema(POSTGRES_SCHEMA), cvms);
    return isNew;
  });
