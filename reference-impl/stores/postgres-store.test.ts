import { Client } from "pg";
import { afterEach, beforeAll, expect, it } from "vitest";
import { hex40, sampleCvm } from "../testing/sample-cvm.ts";
import { storeSuite } from "../testing/store-suite.ts";
import { describeWithPostgres, testDatabase } from "../../vitest.database.ts";
import type { CvmStore } from "./cvm-store.ts";
import { openPostgresStore } from "./postgres-store.ts";

const write = { atMs: 1_000, attempted: [1], writes: [{ cvmId: 1, expected: null, next: hex40(1) }] };

describeWithPostgres("the PostgreSQL store", () => {
  let url = "";
  let admin = new Client();
  const opened: CvmStore[] = [];

  beforeAll(async () => {
    url = await testDatabase();
    admin = new Client({ connectionString: url });
    await admin.connect();
    return () => admin.end();
  });
  afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())));

  const open = async (cvms: Parameters<typeof openPostgresStore>[1], at = url) => {
    const { store, isNew } = await openPostgresStore(at, cvms);
    opened.push(store);
    return { store, isNew };
  };
  const forget = () => admin.query("DROP SCHEMA IF EXISTS cvm_contract CASCADE");
  const openNew = async (cvms: Parameters<typeof openPostgresStore>[1]) => {
    await forget();
    return (await open(cvms)).store;
  };

  storeSuite(async (cvms) => {
    await forget();
    return (await openPostgresStore(url, cvms)).store;
  });

  it("keeps what a database has, and leaves aside what it would start with", async () => {
    await (await openNew([sampleCvm(1), sampleCvm(2)])).record(write);
    const again = await open([sampleCvm(3)]);
    expect(again.isNew).toBe(false);
    expect(await again.store.snapshot()).toMatchObject([{ cvmId: 1, instanceId: hex40(1) }, { cvmId: 2 }]);
  });

  it("is made and filled once by several processes that start together", async () => {
    await forget();
    const cvms = [sampleCvm(1), sampleCvm(2)];
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => open(cvms)));
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    for (const { store } of all) expect(await store.snapshot()).toEqual(cvms);
  });

  it("has one winner for each CVM and each id where processes write at once what crosses", async () => {
    const cvms = Array.from({ length: 12 }, (_, index) => sampleCvm(index + 1));
    const first = await openNew(cvms);
    const second = (await open([])).store;
    const writers = Array.from({ length: 24 }, (_, writer) => {
      // Each has the CVMs in another order and other ids for them, so that each waits for what another one holds.
      const writes = cvms.map((_, index) => ({
        cvmId: cvms[(index * 5 + writer) % 12]?.cvmId ?? 0,
        expected: null,
        next: hex40((index * 7 + writer * 3) % 12),
      }));
      const store = writer % 2 === 0 ? first : second;
      return store
        .record({ atMs: 1_000, attempted: cvms.map(({ cvmId }) => cvmId), writes })
        .then((outcomes) =>
          writes.filter(({ cvmId }) => outcomes.get(cvmId)?.kind === "written").map(({ cvmId, next }) => [cvmId, next]),
        );
    });
    const written = (await Promise.all(writers)).flat().toSorted(([a], [b]) => Number(a) - Number(b));
    const stored = (await first.snapshot()).flatMap(({ cvmId, instanceId }) =>
      instanceId === null ? [] : [[cvmId, instanceId]],
    );
    expect(written).toEqual(stored);
  });

  it("stamps later than another process whose clock is ahead", async () => {
    const first = await openNew([sampleCvm(1), sampleCvm(2)]);
    const second = (await open([])).store;
    await first.record({ atMs: 9_000_000, attempted: [1], writes: [] });
    await second.record({ atMs: 1_000, attempted: [2], writes: [] });
    expect(await second.snapshot()).toMatchObject([{ lastAttemptAtMs: 9_000_000 }, { lastAttemptAtMs: 9_000_001 }]);
  });

  it("leaves nothing half made where it can't be filled", async () => {
    await forget();
    const odd = { ...sampleCvm(1), cvmId: 0.5 };
    await expect(open([odd])).rejects.toMatchObject({ code: "STORE_UNREADABLE" });
    expect((await open([sampleCvm(1)])).isNew).toBe(true);
  });

  it("refuses a newer version's database", async () => {
    await openNew([]);
    await admin.query(`INSERT INTO cvm_contract.migrations VALUES ('9999-later', '2030-01-01T00:00:00.000Z')`);
    await expect(open([])).rejects.toMatchObject({
      code: "STORE_NEWER",
      message: expect.stringContaining("9999-later"),
    });
  });

  it("meets nothing of others in the same database", async () => {
    await forget();
    await admin.query("CREATE TABLE cvms (theirs integer); CREATE TABLE kysely_migration (theirs integer)");
    const { store } = await open([sampleCvm(1)]);
    expect(await store.snapshot()).toEqual([sampleCvm(1)]);
    expect((await admin.query("SELECT * FROM public.cvms")).rows).toEqual([]);
  });

  it("asks no more of its user than a schema of its own", async () => {
    await forget();
    const address = new URL(url);
    address.username = `poor_${address.pathname.slice(1)}`;
    await admin.query(`CREATE ROLE ${address.username} LOGIN PASSWORD '${address.password}'`);
    await expect(open([], address.href)).rejects.toMatchObject({
      code: "STORE_UNREADABLE",
      message: expect.stringContaining("permission denied for database"),
    });
    await admin.query(`CREATE SCHEMA cvm_contract AUTHORIZATION ${address.username}`);
    expect((await open([], address.href)).isNew).toBe(true);
  });

  const at = (address: URL, part: "password" | "pathname" | "port" | "search", value: string): string => {
    address[part] = value;
    return address.href;
  };

  it.each([
    ["a password that is wrong", "password", "a-wrong-one", "password authentication failed"],
    ["a database that is not there", "pathname", "/nowhere", "does not exist"],
    ["a server that is not there", "port", "1", "ECONNREFUSED"],
    ["a certificate that is not there", "search", "?sslrootcert=/none.pem", "ENOENT"],
  ] as const)("refuses %s, and tells no password", async (_, part, value, message) => {
    const password = new URL(url).password;
    const refused = open([], at(new URL(url), part, value));
    await expect(refused).rejects.toMatchObject({
      code: "STORE_UNREADABLE",
      message: expect.stringContaining(message),
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(password) });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining("a-wrong-one") });
  });
});
