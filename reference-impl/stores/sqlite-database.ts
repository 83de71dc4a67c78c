import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/** Prepared statements are kept up to this number; Kysely makes the same few texts again and again. */
const MAX_STATEMENTS = 64;

const isBindable = (value: unknown): value is SQLInputValue =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint";

const bindable = (parameters: readonly unknown[]): SQLInputValue[] => {
  const values = parameters.filter(isBindable);
  if (values.length === parameters.length) return values;
  throw new TypeError(`SQLite can't take ${parameters.find((value) => !isBindable(value))} as a parameter.`);
};

const asKyselyStatement = (statement: StatementSync): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (parameters) => statement.all(...bindable(parameters)),
  run: (parameters) => statement.run(...bindable(parameters)),
  iterate: (parameters) => statement.iterate(...bindable(parameters)),
});

/** Leaves it at that where SQLite, as it does on a full disk, has rolled back by itself: another error would hide the one that counts. */
const asRollback = (database: DatabaseSync, statement: SqliteStatement): SqliteStatement => ({
  ...statement,
  run: (parameters) => (database.isTransaction ? statement.run(parameters) : { changes: 0, lastInsertRowid: 0 }),
});

/** A `node:sqlite` database as Kysely's SQLite dialect wants it. */
export const asKyselyDatabase = (database: DatabaseSync): SqliteDatabase => {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (text) => {
      const kept = statements.get(text);
      if (kept !== undefined) return kept;
      const prepared = asKyselyStatement(database.prepare(text));
      const statement = text === "rollback" ? asRollback(database, prepared) : prepared;
      if (statements.size >= MAX_STATEMENTS) statements.clear();
      statements.set(text, statement);
      return statement;
    },
  };
};
