import { Kysely, PostgresDialect } from "kysely";
import { Pool, types } from "pg";
import { type Clock, systemClock } from "../clock.ts";
import type { Cvm } from "../fleet/fleet.ts";
import type { CvmStore } from "./cvm-store.ts";
import type { StoreSchema } from "./cvm-table.ts";
import { migratePostgres } from "./migrate-postgres.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { POSTGRES_SCHEMA } from "./postgres-migrations.ts";
import { storeOver } from "./sql-store.ts";
import { StoreError } from "./store-error.ts";
import { withOverrides } from "./with-overrides.ts";

/** An open store, and whether the database was new to it. */
export interface OpenPostgresStore {
  readonly store: CvmStore;
  readonly isNew: boolean;
}

/** Connections of one process. PostgreSQL takes 100 in all where nothing else is set. */
const MOST_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;

/** A statement, or a transaction that waits for its next one, ends after so long: what hangs must not lock rows for ever. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** bigint, which `pg` gives as text for fear of numbers that no double can hold: none of ours is one. */
const readType: typeof types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === types.builtins.INT8
    ? Number
    : format === "binary"
      ? types.getTypeParser(oid, format)
      : types.getTypeParser(oid);

/** Where a database is, as a message may show it: without user, password and parameters. */
const placeOf = (url: string): string => {
  const { host, pathname } = URL.parse(url) ?? { host: "", pathname: "" };
  return `the PostgreSQL database ${host}${pathname}`;
};

/** A message that says something: of several failed attempts to connect, the first one's. */
const whyOf = (problem: unknown): string => {
  if (problem instanceof AggregateError && problem.message === "") return whyOf(problem.errors[0]);
  return problem instanceof Error ? problem.message : String(problem);
};

const openPool = (url: string): Pool => {
  const pool = new Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + CONNECT_TIMEOUT_MS,
    application_name: "cvm-contract",
    keepAlive: true,
    types: { getTypeParser: readType },
  });
  // A connection that breaks says so twice: to whoever waits for an answer, and as an event, which without a listener ends the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
};

/**
 * Keeps CVMs in a PostgreSQL database (13 or newer), in a schema of its own, which is made and filled with `cvms` where there is none; one
 * that is there keeps what it has. Several processes may have the same database open. Rejects with `StoreError` where it can't
 * be opened, or is a newer version's.
 */
export const openPostgresStore = async (
  url: string,
  cvms: readonly Cvm[],
  clock: Clock = systemClock,
): Promise<OpenPostgresStore> => {
  const initial = withOverrides(cvms, new Map());
  const place = placeOf(url);
  const refused = (problem: unknown): StoreError =>
    problem instanceof StoreError
      ? problem
      : new StoreError(
          "STORE_UNREADABLE",
          `Failed to open ${place}: ${whyOf(problem)}. Name a PostgreSQL database that is there, with a user who may create a schema in it.`,
          problem,
        );
  let db: Kysely<StoreSchema> | null = null;
  try {
    db = new Kysely<StoreSchema>({ dialect: new PostgresDialect({ pool: openPool(url) }) });
    const isNew = await migratePostgres(db, place, initial, clock);
    return { store: storeOver(db.withSchema(POSTGRES_SCHEMA), postgresDialect(clock)), isNew };
  } catch (problem) {
    await db?.destroy();
    throw refused(problem);
  }
};
