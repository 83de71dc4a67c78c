import { setTimeout as delay } from "node:timers/promises";
import { Kysely, PostgresDialect, type PostgresPool, sql } from "kysely";
import { Pool, type PoolClient } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { systemClock } from "../clock.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { describeWithPostgres, testDatabase } from "../../vitest.database.ts";
import type { StoreSchema } from "./cvm-table.ts";
import { migratePostgres } from "./migrate-postgres.ts";
import { settleTransaction } from "./settle-transaction.ts";

const LOST = new Error("Connection terminated unexpectedly");

/** Has the first commits of a pool's connections do what `atCommits` says in their place, and then as if the connection were lost. */
const loseAtCommits = (pool: Pool, atCommits: ((client: PoolClient) => Promise<unknown>)[]): void => {
  pool.on("connect", (client) => {
    const query = client.query.bind(client);
    const queryOrLose = async (text: string, parameters: unknown[]) => {
      const lose = text === "commit" ? atCommits.shift() : undefined;
      if (lose === undefined) return query(text, parameters);
      await lose(client);
      throw LOST;
    };
    Object.assign(client, { query: queryOrLose });
  });
};

describeWithPostgres("a transaction is settled", () => {
  let url = "";
  const pools: Pool[] = [];
  const openPool = (): Pool => {
    const pool = new Pool({ connectionString: url });
    pool.on("connect", (client) => client.on("error", () => {}));
    pools.push(pool);
    return pool;
  };
  let pool = new Pool();

  beforeEach(async () => {
    url = await testDatabase();
    pool = openPool();
    await pool.query("CREATE TABLE log (value integer UNIQUE)");
    await migratePostgres(new Kysely<StoreSchema>({ dialect: new PostgresDialect({ pool }) }), "", [], systemClock);
  });
  afterEach(() => Promise.all(pools.splice(0).map((one) => one.end())));

  const rows = async (): Promise<unknown> => (await pool.query("SELECT value FROM log ORDER BY value")).rows;
  const add = (value: number) => sql`INSERT INTO log VALUES (${sql.lit(value)})`;

  const overLosing = (...atCommits: ((client: PoolClient) => Promise<unknown>)[]) => {
    const losing = openPool();
    loseAtCommits(losing, atCommits);
    return new Kysely<StoreSchema>({ dialect: new PostgresDialect({ pool: losing }) });
  };

  it("as committed, and not done twice, where the commit came through and its answer did not", async () => {
    const db = overLosing((client) => client.query("COMMIT"));
    let runs = 0;
    const result = await settleTransaction(db, systemClock, async (transaction) => {
      runs += 1;
      await add(runs).execute(transaction);
      return runs;
    });
    expect({ result, runs, rows: await rows() }).toEqual({ result: 1, runs: 1, rows: [{ value: 1 }] });
  });

  it("by another one, where the commit did not come through", async () => {
    const db = overLosing((client) => client.query("ROLLBACK"));
    let runs = 0;
    const result = await settleTransaction(db, systemClock, async (transaction) => {
      runs += 1;
      await add(runs).execute(transaction);
      return runs;
    });
    expect({ result, rows: await rows() }).toEqual({ result: 2, rows: [{ value: 2 }] });
  });

  it("once, where the first commit is still under way when it is tried again", async () => {
    const slow = openPool();
    let committed: Promise<unknown> = Promise.resolve();
    const db = overLosing(async (client) => {
      // What the server has in hand for a connection that is lost: the same transaction, which commits in a while.
      const { rows } = await client.query<{ token: string }>("SELECT token FROM cvm_contract.records");
      await client.query("ROLLBACK");
      const server = await slow.connect();
      await server.query("BEGIN");
      await server.query("INSERT INTO cvm_contract.records (token) VALUES ($1)", [rows[0]?.token]);
      await server.query("INSERT INTO log VALUES (1)");
      committed = delay(300).then(async () => {
        await server.query("COMMIT");
        server.release();
      });
    });
    let runs = 0;
    const result = await settleTransaction(db, systemClock, async (transaction) => {
      runs += 1;
      await add(runs).execute(transaction);
      return runs;
    });
    await committed;
    expect({ result, runs, rows: await rows() }).toEqual({ result: 1, runs: 1, rows: [{ value: 1 }] });
  });

  it("by another one, where the server ended the connection before the commit", async () => {
    const db = overLosing();
    let runs = 0;
    await settleTransaction(db, systemClock, async (transaction) => {
      runs += 1;
      await add(runs).execute(transaction);
      const { rows } = await sql<{ id: number }>`SELECT pg_backend_pid() AS id`.execute(transaction);
      if (runs === 1) {
        await pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.id]);
        await sql`SELECT 1`.execute(transaction);
      }
    });
    expect(await rows()).toEqual([{ value: 2 }]);
  });

  it("by another one, where it met what another one wrote", async () => {
    const db = overLosing();
    let runs = 0;
    await settleTransaction(db, systemClock, async (transaction) => {
      runs += 1;
      if (runs === 1) await pool.query("INSERT INTO log VALUES (1)");
      await add(runs).execute(transaction);
    });
    expect(await rows()).toEqual([{ value: 1 }, { value: 2 }]);
  });

  it("with an error at once, where it is at fault itself", async () => {
    const fault = settleTransaction(overLosing(), systemClock, (transaction) =>
      sql`SELECT nothing`.execute(transaction),
    );
    await expect(fault).rejects.toThrow('column "nothing" does not exist');
  });

  it("as out of reach, where the database stays away for ten seconds", async () => {
    const clock = manualClock();
    const away: PostgresPool = {
      options: {},
      connect: () => Promise.reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })),
      end: async () => {},
    };
    const db = new Kysely<StoreSchema>({ dialect: new PostgresDialect({ pool: away }) });
    const startMs = clock.nowMs();
    let isOver = false;
    const end = settleTransaction(db, clock, async () => {})
      .catch((problem: unknown) => problem)
      .finally(() => {
        isOver = true;
      });
    while (!isOver) {
      await new Promise(setImmediate);
      clock.advance(100);
    }
    expect(await end).toMatchObject({ code: "STORE_OUT_OF_REACH", message: expect.stringContaining("ECONNREFUSED") });
    expect(clock.nowMs() - startMs).toBeGreaterThanOrEqual(10_000);
  });
});
