import { type Kysely, sql, type Transaction } from "kysely";
import { DatabaseError } from "pg";
import type { Clock } from "../clock.ts";
import type { StoreSchema } from "./cvm-table.ts";
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
  | { readonly kind: "committed"; readonly result: Result }
  /** Nothing of it is kept. */
  | { readonly kind: "conflict" | "lost"; readonly problem: unknown }
  /** The connection was lost over its commit. */
  | { readonly kind: "in-doubt"; readonly transactionId: string; readonly result: Result; readonly problem: unknown };

/** An error that has no code of the database's own is one of the way there. */
const isGone = (problem: unknown): boolean => !(problem instanceof DatabaseError) || GONE.test(problem.code ?? "08");

type Work<Result> = (transaction: Transaction<StoreSchema>) => Promise<Result>;

const tryOnce = async <Result>(db: Kysely<StoreSchema>, work: Work<Result>): Promise<Trial<Result>> => {
  const finished: { transactionId: string; result: Result }[] = [];
  try {
    const result = await db.transaction().execute(async (transaction) => {
      const done = await work(transaction);
      const { rows } = await sql<{ id: string }>`SELECT pg_current_xact_id()::text AS id`.execute(transaction);
      finished.push({ transactionId: rows[0]?.id ?? "", result: done });
      return done;
    });
    return { kind: "committed", result };
  } catch (problem) {
    if (problem instanceof DatabaseError && CONFLICTS.has(problem.code ?? "")) return { kind: "conflict", problem };
    if (!isGone(problem)) throw problem;
    const [last] = finished;
    return last === undefined ? { kind: "lost", problem } : { kind: "in-doubt", ...last, problem };
  }
};

/** What the database itself says of a transaction; "unknown" while it can't be asked. Source: PostgreSQL, pg_xact_status. */
const statusOf = async (db: Kysely<StoreSchema>, transactionId: string): Promise<string> => {
  try {
    const { rows } = await sql<{
      status: string | null;
    }>`SELECT pg_xact_status(${transactionId}::xid8) AS status`.execute(db);
    return rows[0]?.status ?? "forgotten";
  } catch (problem) {
    if (isGone(problem)) return "unknown";
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
 * seconds: before the commit the work is done again, which then sees what is stored by then; over the commit the database is asked
 * whether it had committed. Rejects with `STORE_OUT_OF_REACH` where the database stays away; only then, and only of a transaction
 * whose connection was lost over its commit, is it not known whether it is kept.
 */
export const settleTransaction = async <Result>(
  db: Kysely<StoreSchema>,
  clock: Clock,
  work: Work<Result>,
): Promise<Result> => {
  const untilMs = clock.nowMs() + PATIENCE_MS;
  const waited = (): Promise<void> => new Promise((resolve) => clock.after(LOOK_EVERY_MS, resolve));
  const waitUnlessLate = async (problem: unknown): Promise<void> => {
    if (clock.nowMs() >= untilMs)
      throw new StoreError(
        "STORE_OUT_OF_REACH",
        `The database did not answer for ${PATIENCE_MS / 1_000} s: ${problem instanceof Error ? problem.message : problem}.`,
        problem,
      );
    await waited();
  };

  for (let tries = 1; ; ) {
    const trial = await tryOnce(db, work);
    switch (trial.kind) {
      case "committed":
        return trial.result;
      case "conflict":
        if (tries === MOST_TRIES) throw trial.problem;
        tries += 1;
        break;
      case "lost":
        do await waitUnlessLate(trial.problem);
        while (!(await isThere(db)));
        break;
      case "in-doubt": {
        let status = await statusOf(db, trial.transactionId);
        while (status === "unknown" || status === "in progress") {
          await waitUnlessLate(trial.problem);
          status = await statusOf(db, trial.transactionId);
        }
        if (status === "committed") return trial.result;
        if (status !== "aborted") throw trial.problem;
        break;
      }
    }
  }
};
