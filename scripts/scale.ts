import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { arch, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { wrapProse } from "../mutants/index.ts";
import { freshDatabase, startPostgres } from "../postgres/index.ts";
import { type Cvm, type CvmStore, openPostgresStore, openSqliteStore } from "../reference-impl/index.ts";
import { type BatchCost, fleetOf, measureBatches, PER_WORKSPACE, type Spread } from "./scale/measure-store.ts";

/**
 * `npm run scale`: measures what a batch of 100 CVMs costs the stores with fleets from 1,000 CVMs to 1,000,000, and writes docs/scale.md.
 * `-- --batches N` puts so many to each.
 */

const SIZES = [1_000, 10_000, 100_000, 1_000_000];

const { values } = parseArgs({ options: { batches: { type: "string", default: "500" } } });
const batches = Number(values.batches);
if (!(batches > 0)) {
  console.error("--batches takes a number.");
  process.exit(2);
}

interface Row {
  readonly store: string;
  readonly size: number;
  readonly cost: BatchCost;
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

const inMs = ({ p50Ms, p99Ms }: Spread): string => `${p50Ms.toFixed(2)} / ${p99Ms.toFixed(1)}`;

const pageOf = (rows: readonly Row[]): string => {
  const lines = rows.map(({ store, size, cost }) => {
    const base = rows.find((row) => row.store === store)?.cost.whole.p50Ms ?? 0;
    const times = `${(cost.whole.p50Ms / base).toFixed(2)}`;
    const cells = [inMs(cost.scan), inMs(cost.find), inMs(cost.record), inMs(cost.whole), times];
    return `| ${store} | ${size.toLocaleString("en")} | ${cells.join(" | ")} |`;
  });
  return wrapProse(`# What a batch costs with a larger fleet

Written by \`npm run scale\` on ${new Date().toISOString().slice(0, 10)}: Node.js ${process.version}, ${cpus().length} cores, ${arch()}.

A batch here is what the store does for a request that scans a workspace of ${PER_WORKSPACE.toLocaleString("en")} CVMs with a limit of 100: the scan, a lookup of 100 CVMs by four kinds of name, who holds the ids that were found, and the record of 100 attempts with 20 new ids, which is on the disk when it ends. ${batches.toLocaleString("en")} batches went to workspaces that chance chose, one after the other, after as many that were not counted. Times are in milliseconds: half of the calls took no longer / 99 of 100 took no longer. "Times" compares the whole batch's half with that of 1,000 CVMs.

| store | CVMs | scan | find | record | batch | times |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${lines.join("\n")}

That no query walks the table is held by a test that reads the plans: \`reference-impl/stores/query-plans.test.ts\`.
`);
};

const rows: Row[] = [];
try {
  for (const [store, open] of Object.entries(openers))
    for (const [index, size] of SIZES.entries()) {
      const opened = await open(fleetOf(size), index);
      await measureBatches(opened, size, batches);
      const cost = await measureBatches(opened, size, batches);
      rows.push({ store, size, cost });
      await opened.close();
      console.log(JSON.stringify(rows.at(-1)));
    }
} finally {
  await postgres.close();
  await rm(folder, { recursive: true, force: true });
}
await writeFile(new URL("../docs/scale.md", import.meta.url), pageOf(rows));
