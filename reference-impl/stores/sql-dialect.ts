import type { Kysely, RawBuilder, SqlBool, Transaction } from "kysely";
import type { CvmTable, StoreSchema } from "./cvm-table.ts";

/** A row as it is before a record writes to it. */
export interface LockedRow {
  readonly cvm_id: number;
  readonly instance_id: string | null;
}

/** Where one database differs from another under the same queries. */
export interface SqlDialect {
  /** Whether a column has one of these values. A list of any length is one parameter, so that the statement's text stays the same. */
  readonly isOneOf: (column: keyof CvmTable, values: readonly (string | number)[]) => RawBuilder<SqlBool>;
  /** The members of an object given as JSON, as rows of a text `key` and a text `value`. */
  readonly members: (json: string) => RawBuilder<{ readonly key: string; readonly value: string }>;
  /** The rows of these CVMs and of the holders of these ids, which nobody else writes to before the transaction's end. */
  readonly lockRows: (
    transaction: Transaction<StoreSchema>,
    cvmIds: readonly number[],
    instanceIds: readonly string[],
  ) => Promise<readonly LockedRow[]>;
  /** Has all rows for the transaction alone. */
  readonly lockAll: (transaction: Transaction<StoreSchema>) => Promise<void>;
  /**
   * Runs work in a transaction, again where it met another's in such a way that neither could go on, and tells what became of it:
   * committed where it resolves; where it rejects, nothing of it is kept.
   */
  readonly transact: <Result>(
    db: Kysely<StoreSchema>,
    work: (transaction: Transaction<StoreSchema>) => Promise<Result>,
  ) => Promise<Result>;
}
