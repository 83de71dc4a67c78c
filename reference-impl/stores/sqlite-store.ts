import { DatabaseSync } from "node:sqlite";
import { Kysely, type RawBuilder, SqliteDialect, sql, type Transaction } from "kysely";
import type { Cvm } from "../fleet/fleet.ts";
import { fromRow, toRow } from "./cvm-row.ts";
import type { CvmKeys, CvmStore, InstanceIdWrite, WriteOutcome } from "./cvm-store.ts";
import { asKyselyDatabase } from "./sqlite-database.ts";
import { type CvmTable, createSchema, hasSchema, type StoreSchema } from "./sqlite-schema.ts";
import { StoreError } from "./store-error.ts";
import { withOverrides } from "./with-overrides.ts";

/** How long a write waits for another process that writes. The event loop waits with it. */
const BUSY_TIMEOUT_MS = 1_000;

/** Rows to an insert: SQLite takes 32,766 parameters a statement. */
const ROWS_PER_INSERT = 1_000;

/** A list of any length as one parameter: a statement's number of parameters is bounded, and its text stays the same. */
const oneOf = (values: readonly (string | number)[]): RawBuilder<never> =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

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

const replaceAll = async (transaction: Transaction<StoreSchema>, cvms: readonly Cvm[]): Promise<void> => {
  await transaction.deleteFrom("cvms").execute();
  for (let start = 0; start < cvms.length; start += ROWS_PER_INSERT)
    await transaction
      .insertInto("cvms")
      .values(cvms.slice(start, start + ROWS_PER_INSERT).map(toRow))
      .execute();
};

const stamp = async (
  transaction: Transaction<StoreSchema>,
  attempted: readonly number[],
  atMs: number,
): Promise<void> => {
  if (attempted.length === 0) return;
  await transaction
    .updateTable("cvms")
    .set({
      last_attempt_at_ms: sql`max(${atMs}, (SELECT coalesce(max(last_attempt_at_ms), 0) + 1 FROM cvms))`,
    })
    .where("cvm_id", "in", oneOf(attempted))
    .execute();
};

const write = async (
  transaction: Transaction<StoreSchema>,
  { cvmId, expected, next }: InstanceIdWrite,
): Promise<WriteOutcome> => {
  const { numUpdatedRows } = await transaction
    .updateTable("cvms")
    .set({ instance_id: next })
    .where("cvm_id", "=", cvmId)
    .where("instance_id", "is", expected)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("cvms as other")
            .select("other.cvm_id")
            .where("other.instance_id", "=", next)
            .where("other.cvm_id", "!=", cvmId),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return { kind: "written" };
  const current = await transaction
    .selectFrom("cvms")
    .select("instance_id")
    .where("cvm_id", "=", cvmId)
    .executeTakeFirst();
  if (current === undefined) return { kind: "gone" };
  return current.instance_id === expected ? { kind: "taken" } : { kind: "superseded", instanceId: current.instance_id };
};

type Lookup = readonly [column: keyof CvmTable, values: readonly (string | number)[]];

/** The columns that are looked up: each has an index of its own, which an OR of them all would not use. */
const lookups = ({ cvmIds, vmUuids, appIds, instanceIds, names }: CvmKeys): readonly Lookup[] => {
  const all: readonly Lookup[] = [
    ["cvm_id", cvmIds],
    ["vm_uuid", vmUuids],
    ["app_id", appIds],
    ["instance_id", instanceIds],
    ["name", names],
  ];
  return all.filter(([, values]) => values.length > 0);
};

/** The queries over an open file. */
const storeOver = (db: Kysely<StoreSchema>): CvmStore => ({
  scan: async ({ workspaceId, runningOnly, missingOnly, limit }) => {
    const wanted = db
      .selectFrom("cvms")
      .where("workspace_id", "=", workspaceId)
      .$if(runningOnly, (query) => query.where("status", "=", "running"))
      .$if(missingOnly, (query) => query.where("instance_id", "is", null));
    // The total is counted by the same statement, so that no write comes between the two.
    const rows = await wanted
      .selectAll()
      .select(sql<number>`count(*) OVER ()`.as("total"))
      .orderBy(sql`last_attempt_at_ms`, "asc")
      .orderBy("cvm_id", "asc")
      .limit(limit)
      .execute();
    return { total: rows[0]?.total ?? 0, cvms: rows.map(fromRow) };
  },
  find: async (keys, workspaceId) => {
    const [first, ...others] = lookups(keys).map(([column, values]) =>
      db
        .selectFrom("cvms")
        .selectAll()
        .where(column, "in", oneOf(values))
        // The plus keeps SQLite from walking the whole workspace in place of looking up the few keys.
        .$if(workspaceId !== null, (query) => query.where(sql<boolean>`+workspace_id = ${workspaceId}`)),
    );
    if (first === undefined) return [];
    const rows = await others.reduce((query, other) => query.union(other), first).execute();
    return rows.map(fromRow);
  },
  holders: async (instanceIds) => {
    if (instanceIds.length === 0) return new Map();
    const rows = await db
      .selectFrom("cvms")
      .select(["cvm_id", "instance_id"])
      .where("instance_id", "in", oneOf(instanceIds))
      .execute();
    return new Map(rows.flatMap(({ cvm_id, instance_id }) => (instance_id === null ? [] : [[instance_id, cvm_id]])));
  },
  record: ({ atMs, attempted, writes }) =>
    db.transaction().execute(async (transaction) => {
      // A write comes first, so that the transaction has the file for itself before it reads.
      await stamp(transaction, attempted, atMs);
      const outcomes = new Map<number, WriteOutcome>();
      for (const one of writes) outcomes.set(one.cvmId, await write(transaction, one));
      return outcomes;
    }),
  snapshot: async () => (await db.selectFrom("cvms").selectAll().orderBy("cvm_id").execute()).map(fromRow),
  restore: async (cvms, overrides) => {
    const next = withOverrides(cvms, overrides);
    await db.transaction().execute((transaction) => replaceAll(transaction, next));
  },
  close: () => db.destroy(),
});

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
      await replaceAll(transaction, initial);
    });
  }
  return storeOver(db);
};
