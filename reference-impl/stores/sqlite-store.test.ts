import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hex40, sampleCvm } from "../testing/sample-cvm.ts";
import { storeSuite } from "../testing/store-suite.ts";
import type { StoreSchema } from "./cvm-table.ts";
import { storeOver } from "./sql-store.ts";
import { asKyselyDatabase } from "./sqlite-database.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { openSqliteStore } from "./sqlite-store.ts";

let folder = "";
const path = (): string => join(folder, "store.sqlite");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cvm-contract-store-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = { atMs: 1_000, attempted: [1], writes: [{ cvmId: 1, expected: null, next: hex40(1) }] };

describe("the SQLite store", () => {
  storeSuite((cvms) => openSqliteStore(path(), cvms));

  it("keeps what a file has, and leaves aside what it would start with", async () => {
    const first = await openSqliteStore(path(), [sampleCvm(1), sampleCvm(2)]);
    await first.record(write);
    const before = await first.snapshot();
    await first.close();
    const second = await openSqliteStore(path(), [sampleCvm(3)]);
    expect(await second.snapshot()).toEqual(before);
    await second.close();
  });

  it("has on the disk what it has recorded, even if the process is killed in the next moment", async () => {
    const program = `
      import { openSqliteStore } from ${JSON.stringify(new URL("./sqlite-store.ts", import.meta.url).href)};
      const store = await openSqliteStore(${JSON.stringify(path())}, ${JSON.stringify([sampleCvm(1)])});
      await store.record(${JSON.stringify(write)});
      process.kill(process.pid, "SIGKILL");
    `;
    const signal = await new Promise((resolve) => {
      execFile(process.execPath, ["--input-type=module", "--eval", program], (error) => resolve(error?.signal));
    });
    expect(signal).toBe("SIGKILL");
    const store = await openSqliteStore(path(), []);
    expect(await store.snapshot()).toMatchObject([{ instanceId: hex40(1), lastAttemptAtMs: 1_000 }]);
    await store.close();
  });

  it("keeps nothing of a record that there is no room for, and takes it once there is", async () => {
    const cvms = Array.from({ length: 100 }, (_, index) => sampleCvm(index + 1));
    await (await openSqliteStore(path(), cvms)).close();
    const database = new DatabaseSync(path());
    const pages = Number(database.prepare("PRAGMA page_count").get()?.page_count);
    database.exec(`PRAGMA max_page_count = ${pages}`);
    const dialect = new SqliteDialect({ database: asKyselyDatabase(database) });
    const store = storeOver(new Kysely<StoreSchema>({ dialect }), sqliteDialect);
    const all = {
      atMs: 1_000,
      attempted: cvms.map(({ cvmId }) => cvmId),
      writes: cvms.map(({ cvmId }) => ({ cvmId, expected: null, next: hex40(cvmId) })),
    };
    await expect(store.record(all)).rejects.toThrow("full");
    expect(await store.snapshot()).toEqual(cvms);
    database.exec(`PRAGMA max_page_count = ${2 * pages}`);
    expect([...(await store.record(all)).values()]).toEqual(cvms.map(() => ({ kind: "written" })));
    await store.close();
  });

  it("keeps a write-ahead log", async () => {
    const store = await openSqliteStore(path(), []);
    const other = new DatabaseSync(path());
    expect(other.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    other.close();
    await store.close();
  });

  it("waits for another process that writes, and fails the record whole where that takes too long", async () => {
    const store = await openSqliteStore(path(), [sampleCvm(1)]);
    const other = new DatabaseSync(path());
    other.exec("BEGIN IMMEDIATE");
    await expect(store.record(write)).rejects.toMatchObject({
      code: "STORE_OUT_OF_REACH",
      message: expect.stringContaining("locked"),
    });
    other.exec("ROLLBACK");
    other.close();
    expect(await store.snapshot()).toEqual([sampleCvm(1)]);
    expect((await store.record(write)).get(1)).toEqual({ kind: "written" });
    await store.close();
  });

  it("starts anew in a file that is empty", async () => {
    await writeFile(path(), "");
    const store = await openSqliteStore(path(), [sampleCvm(1)]);
    expect(await store.snapshot()).toEqual([sampleCvm(1)]);
    await store.close();
  });

  it("leaves no half-made file behind when it can't be filled", async () => {
    const twice = [sampleCvm(1), sampleCvm(1)];
    await expect(openSqliteStore(path(), twice)).rejects.toMatchObject({ code: "STORE_DUPLICATE" });
    const store = await openSqliteStore(path(), [sampleCvm(2)]);
    expect(await store.snapshot()).toEqual([sampleCvm(2)]);
    await store.close();
  });

  const refused = (): Promise<unknown> =>
    openSqliteStore(path(), []).then(
      () => "opened",
      (problem: unknown) => problem,
    );

  it("refuses a file that is no database", async () => {
    await writeFile(path(), "not a database ".repeat(100));
    expect(await refused()).toMatchObject({ code: "STORE_UNREADABLE", message: expect.stringContaining(path()) });
  });

  it("refuses a folder that is not there", async () => {
    folder = join(folder, "nowhere");
    expect(await refused()).toMatchObject({ code: "STORE_UNREADABLE", message: expect.stringContaining("exists") });
  });

  it("refuses another program's database, and changes nothing in it", async () => {
    const database = new DatabaseSync(path());
    database.exec("CREATE TABLE theirs (id INTEGER); INSERT INTO theirs VALUES (1)");
    database.close();
    expect(await refused()).toMatchObject({ code: "STORE_FOREIGN", message: expect.stringContaining(path()) });
    const again = new DatabaseSync(path());
    expect(again.prepare("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "theirs" }]);
    expect(again.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "delete" });
    again.close();
  });

  it("refuses a newer version's file", async () => {
    await (await openSqliteStore(path(), [])).close();
    const database = new DatabaseSync(path());
    database.exec("PRAGMA user_version = 2");
    database.close();
    expect(await refused()).toMatchObject({ code: "STORE_NEWER", message: expect.stringContaining("version is 2") });
  });

  it("refuses a damaged file", async () => {
    const cvms = Array.from({ length: 500 }, (_, index) => sampleCvm(index + 1));
    await (await openSqliteStore(path(), cvms)).close();
    const bytes = await readFile(path());
    bytes.fill(0xff, 3 * 4096, 6 * 4096);
    await writeFile(path(), bytes);
    expect(await refused()).toMatchObject({ code: "STORE_UNREADABLE" });
  });
});
