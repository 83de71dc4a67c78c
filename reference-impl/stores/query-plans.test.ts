import { DatabaseSync } from "node:sqlite";
import { type CompiledQuery, Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Pool, types } from "pg";
import { describe, expect, it } from "vitest";
import { describeWithPostgres, testDatabase } from "../../vitest.database.ts";
import { systemClock } from "../clock.ts";
import { hex40, sampleCvm } from "../testing/sample-cvm.ts";
import type { StoreSchema } from "./cvm-table.ts";
import { migratePostgres } from "./migrate-postgres.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { POSTGRES_SCHEMA } from "./postgres-migrations.ts";
import type { SqlDialect } from "./sql-dialect.ts";
import { insertAll, storeOver } from "./sql-store.ts";
import { asKyselyDatabase } from "./sqlite-database.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { createSchema } from "./sqlite-schema.ts";

const WORKSPACES = 1_000;
const FLEET = Array.from({ length: 10 * WORKSPACES }, (_, index) =>
  sampleCvm(index + 1, {
    workspaceId: `workspace-${index % WORKSPACES}`,
    instanceId: index % 3 === 0 ? null : hex40(index + 1),
    lastAttemptAtMs: index % 5 === 0 ? null : 1_000 + (index % 997),
  }),
);

/** Every query of the calls that a batch consists of. */
const queriesOfABatch = async (
  db: Kysely<StoreSchema>,
  dialect: SqlDialect,
  logged: CompiledQuery[],
): Promise<readonly CompiledQuery[]> => {
  const store = storeOver(db, dialect);
  logged.length = 0;
  await store.scan({ workspaceId: "workspace-7", runningOnly: true, missingOnly: true, limit: 5 });
  await store.scan({ workspaceId: "workspace-7", runningOnly: false, missingOnly: false, limit: 5 });
  const [first, second] = [FLEET[7], FLEET[1_007]].flatMap((cvm) => cvm ?? []);
  const keys = {
    cvmIds: [1, 2],
    vmUuids: [first?.vmUuid ?? ""],
    appIds: [second?.appId ?? ""],
    instanceIds: [hex40(5)],
    names: ["cvm-9"],
  };
  await store.find(keys, null);
  await store.find(keys, "workspace-7");
  await store.holders([hex40(3), hex40(5)]);
  const outcomes = await store.record({
    atMs: 1_500,
    attempted: [1, 2, 3],
    writes: [
      { cvmId: 2, expected: hex40(2), next: hex40(0xabc_def) },
      { cvmId: 1, expected: null, next: hex40(2) },
    ],
  });
  expect([...outcomes.values()]).toEqual([{ kind: "written" }, { kind: "written" }]);
  const asked = logged.filter(({ sql }) => sql.includes("cvms"));
  expect(asked.length).toBeGreaterThanOrEqual(9);
  return asked;
};

describe("the queries of a batch look up few of many CVMs", () => {
  it("in SQLite", async () => {
    const database = new DatabaseSync(":memory:");
    const logged: CompiledQuery[] = [];
    const db = new Kysely<StoreSchema>({
      dialect: new SqliteDialect({ database: asKyselyDatabase(database) }),
      log: ({ query }) => void logged.push(query),
    });
    createSchema(database);
    await db.transaction().execute((transaction) => insertAll(transaction, FLEET));
    for (const { sql, parameters } of await queriesOfABatch(db, sqliteDialect, logged)) {
      // A lock that deletes nothing is decided before the table is looked at.
      if (sql.includes("where false")) continue;
      const values = parameters.map((value) =>
        typeof value === "number" ? value : value === null ? null : String(value),
      );
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
      const scans = plan.map(({ detail }) => String(detail)).filter((detail) => /^SCAN "?cvms/.test(detail));
      expect(scans, sql).toEqual([]);
    }
    await db.destroy();
  });
});

describeWithPostgres("the queries of a batch look up few of many CVMs", () => {
  it("in PostgreSQL", async () => {
    const pool = new Pool({
      connectionString: await testDatabase(),
      types: { getTypeParser: (oid: number) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid)) },
    });
    const logged: CompiledQuery[] = [];
    const db = new Kysely<StoreSchema>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query }) => void logged.push(query),
    });
    await migratePostgres(db, "the test's", FLEET, systemClock);
    await pool.query(`ANALYZE ${POSTGRES_SCHEMA}.cvms`);
    const queries = await queriesOfABatch(db.withSchema(POSTGRES_SCHEMA), postgresDialect(systemClock), logged);
    for (const { sql, parameters } of queries) {
      const { rows } = await pool.query<{ "QUERY PLAN": string }>(`EXPLAIN ${sql}`, [...parameters]);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan, sql).not.toMatch(/Seq Scan on cvms/);
    }
    await db.destroy();
  });
});
