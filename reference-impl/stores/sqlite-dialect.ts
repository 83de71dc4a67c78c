import { sql } from "kysely";
import type { SqlDialect } from "./sql-dialect.ts";

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
  transact: (db, work) => db.transaction().execute(work),
};
