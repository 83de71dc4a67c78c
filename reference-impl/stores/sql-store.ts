import { type Kysely, sql, type Transaction } from "kysely";
import type { Cvm } from "../fleet/fleet.ts";
import { fromRow, toRow } from "./cvm-row.ts";
import type { CvmKeys, CvmStore } from "./cvm-store.ts";
import type { CvmTable, StoreSchema } from "./cvm-table.ts";
import { settleWrites } from "./settle-writes.ts";
import type { SqlDialect } from "./sql-dialect.ts";
import { withOverrides } from "./with-overrides.ts";

/** Rows to an insert: SQLite takes 32,766 parameters a statement, PostgreSQL 65,535. */
const ROWS_PER_INSERT = 1_000;

/** Fills the table. */
export const insertAll = async (transaction: Transaction<StoreSchema>, cvms: readonly Cvm[]): Promise<void> => {
  for (let start = 0; start < cvms.length; start += ROWS_PER_INSERT)
    await transaction
      .insertInto("cvms")
      .values(cvms.slice(start, start + ROWS_PER_INSERT).map(toRow))
      .execute();
};

/** Later than every stamp there is, and no earlier than `atMs`: several processes have several clocks. */
const stamp = async (
  transaction: Transaction<StoreSchema>,
  { isOneOf }: SqlDialect,
  attempted: readonly number[],
  atMs: number,
): Promise<void> => {
  if (attempted.length === 0) return;
  await transaction
    .updateTable("cvms")
    .set(({ selectFrom }) => ({
      last_attempt_at_ms: selectFrom("cvms").select(
        sql<number>`CASE WHEN coalesce(max(last_attempt_at_ms), 0) < ${atMs} THEN ${atMs} ELSE max(last_attempt_at_ms) + 1 END`.as(
          "stamp",
        ),
      ),
    }))
    .where(isOneOf("cvm_id", attempted))
    .execute();
};

const write = async (
  transaction: Transaction<StoreSchema>,
  { isOneOf, members }: SqlDialect,
  changed: ReadonlyMap<number, string>,
  givenUp: readonly number[],
): Promise<void> => {
  if (givenUp.length > 0)
    await transaction.updateTable("cvms").set({ instance_id: null }).where(isOneOf("cvm_id", givenUp)).execute();
  if (changed.size === 0) return;
  await transaction
    .updateTable("cvms")
    .from(members(JSON.stringify(Object.fromEntries(changed))).as("next"))
    .set(({ ref }) => ({ instance_id: ref("next.value") }))
    .where(sql<boolean>`cvm_id = CAST(next.key AS bigint)`)
    // Says the same again, in the words in which it is sure to be looked up: how many members there are nobody can guess.
    .where(isOneOf("cvm_id", [...changed.keys()]))
    .execute();
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

const reading = (
  db: Kysely<StoreSchema>,
  { isOneOf }: SqlDialect,
): Pick<CvmStore, "scan" | "find" | "holders" | "snapshot"> => ({
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
      .orderBy("last_attempt_at_ms", (order) => order.asc().nullsFirst())
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
        .where(isOneOf(column, values))
        // An expression keeps the database from walking the whole workspace in place of looking up the few keys.
        .$if(workspaceId !== null, (query) => query.where(sql<boolean>`(workspace_id || '') = ${workspaceId}`)),
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
      .where(isOneOf("instance_id", instanceIds))
      .execute();
    return new Map(rows.flatMap(({ cvm_id, instance_id }) => (instance_id === null ? [] : [[instance_id, cvm_id]])));
  },
  snapshot: async () => (await db.selectFrom("cvms").selectAll().orderBy("cvm_id").execute()).map(fromRow),
});

/** The queries over an open database that has its tables. */
export const storeOver = (db: Kysely<StoreSchema>, dialect: SqlDialect): CvmStore => ({
  ...reading(db, dialect),
  record: ({ atMs, attempted, writes }) =>
    dialect.transact(db, async (transaction) => {
      const touched = [...new Set([...attempted, ...writes.map(({ cvmId }) => cvmId)])];
      const wanted = writes.map(({ next }) => next);
      const rows = await dialect.lockRows(transaction, touched, wanted);
      const held = new Map(rows.map(({ cvm_id, instance_id }) => [cvm_id, instance_id]));
      const { outcomes, changed, givenUp } = settleWrites(held, writes);
      await stamp(transaction, dialect, attempted, atMs);
      await write(transaction, dialect, changed, givenUp);
      return outcomes;
    }),
  restore: async (cvms, overrides) => {
    const next = withOverrides(cvms, overrides);
    await dialect.transact(db, async (transaction) => {
      await dialect.lockAll(transaction);
      await transaction.deleteFrom("cvms").execute();
      await insertAll(transaction, next);
    });
  },
  close: () => db.destroy(),
});
