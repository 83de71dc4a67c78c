import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { StoreSchema } from "./cvm-table.ts";

/** The schema in which all of ours lies, so that it meets nothing of others in the same database. */
export const POSTGRES_SCHEMA = "cvm_contract";

/** The table of what was committed lately: a row for each transaction that writes, by its token. */
export const POSTGRES_RECORDS = "records";

/** The constraint that a second transaction with the same token breaks, once the first has committed. */
export const RECORD_IS_COMMITTED = "records_pkey";

const createCvms = async (db: Kysely<StoreSchema>): Promise<void> => {
  const { schema } = db.withSchema(POSTGRES_SCHEMA);
  await schema
    .createTable("cvms")
    .addColumn("cvm_id", "bigint", (column) => column.primaryKey())
    .addColumn("vm_uuid", "text", (column) => column.notNull().unique())
    .addColumn("app_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("workspace_id", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("instance_id", "text", (column) => column.unique())
    .addColumn("teepod", "text", (column) => column.notNull())
    .addColumn("no_instance_id", "integer", (column) => column.notNull())
    .addColumn("last_attempt_at_ms", "bigint")
    .execute();
  await schema.createIndex("cvms_by_app_id").on("cvms").column("app_id").execute();
  await schema.createIndex("cvms_by_name").on("cvms").column("name").execute();
  await schema
    .createIndex("cvms_by_workspace")
    .on("cvms")
    .columns([sql.ref("workspace_id"), sql`last_attempt_at_ms ASC NULLS FIRST`, sql.ref("cvm_id")])
    .execute();
  await schema.createIndex("cvms_by_last_attempt").on("cvms").column("last_attempt_at_ms").execute();
};

const createRecords = async (db: Kysely<StoreSchema>): Promise<void> => {
  const { schema } = db.withSchema(POSTGRES_SCHEMA);
  await schema
    .createTable(POSTGRES_RECORDS)
    .addColumn("token", "uuid", (column) => column.primaryKey())
    .addColumn("at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await schema.createIndex("records_by_time").on(POSTGRES_RECORDS).column("at").execute();
};

/** How the tables came to be, by name and in the order of the names. What was once released is never changed. */
export const postgresMigrations: Readonly<Record<string, Migration>> = {
  "0001-create-cvms": { up: createCvms },
  "0002-create-records": { up: createRecords },
};
