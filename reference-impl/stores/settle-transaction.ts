import { randomUUID } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { DatabaseError } from "pg";
import type { Clock } from "../clock.ts";
import type { StoreSchema } from "./cvm-table.ts";
import { POSTGRES_RECORDS, POSTGRES_SCHEMA, RECORD_IS_COMMITTED } from "./postgres-migrations.ts";
import { StoreError } from "./store-error.ts";

/** A transaction that met another's is tried again so often: each time another one got on. */
const MOST_TRIES = 10;

/** How long a database may be gone while a transaction waits for it: the official client gives up on the whole request after 30 s. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** Source: PostgreSQL, Appendix A: serialization_failure, deadlock_detected, unique_violation. */
const CONFLICTS = new Set(["40001", "40P01", "23505"]);

/** Source: PostgreSQL, Appendix A: connection exceptions, insufficient resources, operator intervention (an end, a start, a timeout). */
const GONE = /^(08|53|57)/;

type Trial<Result> =
  | { readonly kind: "committed"; readonly value: Result }
  /** An earlier trial has committed, and this one did nothing. */
  | { readonly kind: "committed-before" }
  /** Nothing of it is kept. */
  | { readonly kind: "conflict"; readonly problem: unknown }
  /** The connection is lost. Where that was over the commit, it may be kept all the same. */
  | { readonly kind: "lost"; readonly problem: unknown; readonly atCommit: { readonly value: Result } | null };

/** An error that has no code of the database's own is one of the way there. */
const isGone = (problem: unknown): boolean => !(problem instanceof DatabaseError) || GONE.test(problem.code ?? "08");

type Work<Result> = (transaction: Transaction<StoreSchema>) => Promise<Result>;

/**
 * Leaves the token in the table of records, and takes some out that nobody can ask for any more. Waits for another transaction with
 * the same token to end; where that has committed, it breaks the constraint.
 */
const leaveToken = (token: string) => {
  const records = sql.table(`${POSTGRES_SCHEMA}.${POSTGRES_RECORDS}`);
  return sql`
    WITH old AS (
      SELECT token FROM ${records} WHERE at < now() - interval '10 minutes' ORDER BY at LIMIT 10 FOR UPDATE SKIP LOCKED
    ), pruned AS (
      DELETE FROM ${records} WHERE token IN (SELECT token FROM old)
    )
    INSERT INTO ${records} (token) VALUES (${token})`;
};

const tryOnce = async <Result>(db: Kysely<StoreSchema>, token: string, work: Work<Result>): Promise<Trial<Result>> => {
  const finished: { readonly value: Result }[] = [];
  try {
    const value = await db.transaction().execute(async (transaction) => {
      await leaveToken(token).execute(transaction);
      const result = await work(transaction);
      finished.push({ value: result });
      return result;
    });
    return { kind: "committed", value };
  } catch (problem) {
    if (problem instanceof DatabaseError && problem.constraint === RECORD_IS_COMMITTED)
      return { kind: "committed-before" };
    if (problem instanceof DatabaseError && CONFLICTS.has(problem.code ?? "")) return { kind: "conflict", problem };
    if (isGone(problem)) return { kind: "lost", problem, atCommit: finished[0] ?? null };
    throw problem;
  }
};

const isThere = async (db: Kysely<StoreSchema>): Promise<boolean> => {
  try {
    await sql`SELECT 1`.execute(db);
    return true;
  } catch (problem) {
    if (isGone(problem)) return false;
    throw problem;
  }
};

/**
 * Runs work in a transaction until it is known what became of it. Where the connection is lost, it waits for the database for some
 * seconds, and does the work again, which then sees what is stored by then: unless the first time was committed after all, which the
 * token tells that each transaction leaves. Rejects with `STORE_OUT_OF_REACH` where the database stays away; only then, and only of a
 * transaction whose connection was lost over its commit, is it not known whether it is kept.
 */
export const settleTransaction = async <Result>(
  db: Kysely<StoreSchema>,
  clock: Clock,
  work: Work<Result>,
): Promise<Result> => {
  const token = randomUUID();
  const untilMs = clock.nowMs() + PATIENCE_MS;
  const waitUnlessLate = async (problem: unknown): Promise<void> => {
    if (clock.nowMs() >= untilMs)
      throw new StoreError(
        "STORE_OUT_OF_REACH",
        `The database did not answer for ${PATIENCE_MS / 1_000} s: ${problem instanceof Error ? problem.message : problem}.`,
        problem,
      );
    await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
  };

  let inDoubt: { readonly value: Result } | null = null;
  for (let tries = 1; ; ) {
    const trial = await tryOnce(db, token, work);
    switch (trial.kind) {
      case "committed":
        return trial.value;
      case "committed-before":
        if (inDoubt === null) throw new Error(`The token ${token} is another transaction's.`);
        return inDoubt.value;
      case "conflict":
        if (tries === MOST_TRIES) throw trial.problem;
        tries += 1;
        break;
      case "lost":
        inDoubt = trial.atCommit ?? inDoubt;
        do await waitUnlessLate(trial.problem);
        while (!(await isThere(db)));
        break;
    }
  }
};
