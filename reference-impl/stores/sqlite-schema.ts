import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "./store-error.ts";

/** "CVMC" in ASCII: marks a file as ours. Source: SQLite, PRAGMA application_id */
const APPLICATION_ID = 0x43_56_4d_43;
const SCHEMA_VERSION = 1;

const CREATE = `
  CREATE TABLE cvms (
    cvm_id INTEGER PRIMARY KEY,
    vm_uuid TEXT NOT NULL UNIQUE,
    app_id TEXT NOT NULL,
    name TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    status TEXT NOT NULL,
    instance_id TEXT UNIQUE,
    teepod TEXT NOT NULL,
    no_instance_id INTEGER NOT NULL,
    last_attempt_at_ms INTEGER
  ) STRICT;
  CREATE INDEX cvms_by_app_id ON cvms (app_id);
  CREATE INDEX cvms_by_name ON cvms (name);
  CREATE INDEX cvms_by_workspace ON cvms (workspace_id, last_attempt_at_ms, cvm_id);
  CREATE INDEX cvms_by_last_attempt ON cvms (last_attempt_at_ms);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

const numberOf = (database: DatabaseSync, query: string): number => {
  const value = Object.values(database.prepare(query).get() ?? {})[0];
  return typeof value === "number" ? value : Number.NaN;
};

const refuseOthers = (database: DatabaseSync, path: string): void => {
  const applicationId = numberOf(database, "PRAGMA application_id");
  if (applicationId !== APPLICATION_ID)
    throw new StoreError(
      "STORE_FOREIGN",
      `Failed to open ${path}: it is a SQLite file of another program (application_id ${applicationId}). Name another file, or a new one.`,
    );
  const version = numberOf(database, "PRAGMA user_version");
  if (version !== SCHEMA_VERSION)
    throw new StoreError(
      "STORE_NEWER",
      `Failed to open ${path}: its schema version is ${version}, this program knows ${SCHEMA_VERSION}. Update the program, or name a new file.`,
    );
  const check = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {})[0];
  if (check !== "ok")
    throw new StoreError(
      "STORE_UNREADABLE",
      `Failed to open ${path}: the file is damaged (${check}). Restore it from a copy, or delete it to begin anew.`,
    );
};

/** Whether a file has our tables already; false for an empty one. Throws `StoreError` for a file that is damaged, another program's, or a newer version's. */
export const hasSchema = (database: DatabaseSync, path: string): boolean => {
  if (numberOf(database, "SELECT count(*) FROM sqlite_schema") === 0) return false;
  refuseOthers(database, path);
  return true;
};

/** Makes the tables and marks the file as ours. Can be part of a transaction. */
export const createSchema = (database: DatabaseSync): void => database.exec(CREATE);
