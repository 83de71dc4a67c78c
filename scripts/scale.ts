import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { arch, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { wrapProse } from "../mutants/index.ts";
import { freshDatabase, startPostgres } from "../postgres/index.ts";
import { type Cvm, type CvmStore, openPostgresStore, openSqliteStore } from "../reference-impl/index.ts";
import { type BatchTimes, fleetOf, measureBatches, PER_WORKSPACE, spreadOf } from "./scale/measure-store.ts";

/**
 * `npm run scale`: measures what a batch of 100 CVMs costs the stores with fleets from 1,000 CVMs to 1,000,000, and writes docs/scale.md.
 * `-- --batches N` puts so many to each. What the page says of dead teepods, which `npm run scale:dead-nodes` measures, is left as it is.
 */

const PAGE = new URL("../docs/scale.md", import.meta.url);
const KEPT_FROM = "## With dead teepods";

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const PER_TURN = 10;

const { values } = parseArgs({ options: { batches: { type: "string", default: "500" } } });
const batches = Number(values.batches);
if (!(batches > 0)) {
  console.error("--batches takes a number.");
  process.exit(2);
}

interface Row {
  readonly store: string;
  readonly size: number;
  readonly times: BatchTimes;
}

const folder = await mkdtemp(join(tmpdir(), "cvm-contract-scale-"));
const postgres = await startPostgres({ isDurable: true });

const openers: Readonly<Record<string, (fleet: readonly Cvm[], index: number) => Promise<CvmStore>>> = {
  SQLite: (fleet, index) => openSqliteStore(join(folder, `${index}.sqlite`), fleet),
  PostgreSQL: async (fleet) => {
    const url = await freshDatabase(postgres.url);
    const { store } = await openPostgresStore(url, fleet);
    // As the server does by itself after a while.
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("VACUUM ANALYZE cvm_contract.cvms");
    await client.end();
    return store;
  },
};

const inMs = (times: readonly number[]): string => {
  const { p50Ms, p99Ms } = spreadOf(times);
  return `${p50Ms.toFixed(2)} / ${p99Ms.toFixed(1)}`;
};

const pageOf = (rows: readonly Row[]): string => {
  const lines = rows.map(({ store, size, times }) => {
    const base = rows.find((row) => row.store === store)?.times.whole ?? [];
    const ratio = spreadOf(times.whole).p50Ms / spreadOf(base).p50Ms;
    const cells = [times.scan, times.find, times.record, times.whole].map(inMs);
    return `| ${store} | ${size.toLocaleString("en")} | ${cells.join(" | ")} | ${ratio.toFixed(2)} |`;
  });
  return wrapProse(`# What a batch costs with a larger fleet

Written by \`npm run scale\` on ${new Date().toISOString().slice(0, 10)}: Node.js ${process.version}, ${cpus().length} cores, ${arch()}.

A batch here is what the store does for a request that scans a workspace of ${PER_WORKSPACE.toLocaleString("en")} CVMs with a limit of 100: the scan, a lookup of 100 CVMs by four kinds of name, who holds the ids that were found, and the record of 100 attempts with 20 new ids, which is on the disk when it ends. ${batches.toLocaleString("en")} batches went to workspaces that chance chose, one after the other, ten to each fleet in turn, so that whatever else the machine has to do weighs on all alike; as many before them were not counted. Times are in milliseconds: half of the calls took no longer / 99 of 100 took no longer. "Times" compares the whole batch's half with that of 1,000 CVMs.

| store | CVMs | scan | find | record | batch | times |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${lines.join("\n")}

That no query walks the table is held by a test that reads the plans: \`reference-impl/stores/query-plans.test.ts\`.
`);
};

/** Puts so many batches to each of the stores, some to each in turn. */
const measureInTurn = async (stores: readonly CvmStore[]): Promise<readonly BatchTimes[]> => {
  const taken: BatchTimes[][] = stores.map(() => []);
  for (let put = 0; put < batches; put += PER_TURN)
    for (const [index, store] of stores.entries())
      taken[index]?.push(await measureBatches(store, SIZES[index] ?? 0, PER_TURN));
  return taken.map((turns) => ({
    scan: turns.flatMap(({ scan }) => scan),
    find: turns.flatMap(({ find }) => find),
    record: turns.flatMap(({ record }) => record),
    whole: turns.flatMap(({ whole }) => whole),
  }));
};

const rows: Row[] = [];
try {
  for (const [store, open] of Object.entries(openers)) {
    const stores: CvmStore[] = [];
    for (const [index, size] of SIZES.entries()) stores.push(await open(fleetOf(size), index));
    await measureInTurn(stores);
    for (const [index, times] of (await measureInTurn(stores)).entries())
      rows.push({ store, size: SIZES[index] ?? 0, times });
    await Promise.all(stores.map((one) => one.close()));
    console.log(`${store} is measured.`);
  }
} finally {
  await postgres.close();
  await rm(folder, { recursive: true, force: true });
}
const before = await readFile(PAGE, "utf8");
const kept = before.includes(KEPT_FROM) ? `\n${before.slice(before.indexOf(KEPT_FROM))}` : "";
await writeFile(PAGE, pageOf(rows) + kept);
