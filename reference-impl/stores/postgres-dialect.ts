import { sql } from "kysely";
import type { Clock } from "../clock.ts";
import { POSTGRES_SCHEMA } from "./postgres-migrations.ts";
import { settleTransaction } from "./settle-transaction.ts";
import type { SqlDialect } from "./sql-dialect.ts";

/** PostgreSQL's part: transactions of several processes meet row by row, and rows are locked in the same order by all. */
export const postgresDialect = (clock: Clock): SqlDialect => ({
  isOneOf: (column, values) => sql`${sql.ref(column)} = ANY(${values})`,
  members: (json) => sql`json_each_text(${json}::json)`,
  lockRows: (transaction, cvmIds, instanceIds) =>
    transaction
      .selectFrom("cvms")
      .select(["cvm_id", "instance_id"])
      .where(sql<boolean>`(cvm_id = ANY(${cvmIds}) OR instance_id = ANY(${instanceIds}))`)
      .orderBy("cvm_id")
      .forUpdate()
      .execute(),
  lockAll: async (transaction) => {
    await sql`LOCK TABLE ${sql.table(`${POSTGRES_SCHEMA}.cvms`)} IN EXCLUSIVE MODE`.execute(transaction);
  },
  transact: (db, work) => settleTransaction(db, clock, work),
});
