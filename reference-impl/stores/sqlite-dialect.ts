import { sql } from "kysely";
import type { SqlDialect } from "./sql-dialect.ts";
import { StoreError } from "./store-error.ts";

/** Source: SQLite, result codes: SQLITE_BUSY. */
const BUSY = 5;
const PRIMARY_BITS = 0xff;

const isBusy = (problem: unknown): problem is Error =>
  problem instanceof Error && "errcode" in problem && (Number(problem.errcode) & PRIMARY_BITS) === BUSY;

/** SQLite's part: one transaction at a time writes to the file, and waits for the file when it begins to write. */
export const sqliteDialect: SqlDialect = {
  isOneOf: (column, values) => sql`${sql.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`,
  members: (json) => sql`json_each(${json})`,
  lockRows: async (transaction, cvmIds, instanceIds) => {
    await sqliteDialect.lockAll(transaction);
    const rows = (column: "cvm_id" | "instance_id", values: readonly (string | number)[]) =>
      transaction.selectFrom("cvms").select(["cvm_id", "instance_id"]).where(sqliteDialect.isOneOf(column, values));
    return rows("cvm_id", cvmIds).union(rows("instance_id", instanceIds)).execute();
  },
  // Writes nothing, and has the file for itself from then on.
  lockAll: async (transaction) => {
    await transaction.deleteFrom("cvms").where(sql<boolean>`false`).execute();
  },
  transact: async (db, work) => {
    try {
      return await db.transaction().execute(work);
    } catch (problem) {
      if (!isBusy(problem)) throw problem;
      // Each further try would hold up all requests for as long as this one did.
      throw new StoreError(
        "STORE_OUT_OF_REACH",
        `Another process writes to the SQLite file, and does not end: ${problem.message}. Let one program alone have it open.`,
        problem,
      );
    }
  },
};
