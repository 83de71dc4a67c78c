import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";
import autocannon from "autocannon";
import { freshDatabase, startPostgres } from "../postgres/index.ts";
import { FLEET, loadMix } from "./load-mix.ts";
import { valueIn } from "./load-sample.ts";
import { growth, type MemoryMinute, type MemorySample, minutesOf } from "./memory-curve.ts";
import { startCommand } from "./start-command.ts";

/**
 * `npm run bench:memory`: whether the memory of `serve` stays flat under load. 64 connections send what `bench:serve` sends for ten
 * minutes, on memory and then on PostgreSQL; each minute all CVMs are put back to what the fleet began with, so that there is something
 * to write. Prints the least heap and RSS of each minute, and ends with 1 where they grew (`memory-curve.ts` says when that is).
 * `-- --minutes N` takes so long, `--store memory` or `--store postgres` that store alone.
 */

const CONNECTIONS = 64;
const LEAST_MINUTES = 4;
const LOOK_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;
const MIB = 1024 * 1024;
const STORES = ["memory", "postgres"];

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, store: { type: "string", multiple: true, default: STORES } },
});
const minutes = Number(values.minutes);
if (!(minutes >= LEAST_MINUTES) || values.store.some((store) => !STORES.includes(store))) {
  console.error(`--minutes takes a number from ${LEAST_MINUTES} on, --store ${STORES.join(" or ")}.`);
  process.exit(2);
}

const run = promisify(execFile);

/** Resident set of a process, as `ps` tells it on Linux and macOS. */
const rssMiB = async (pid: number): Promise<number> =>
  Number((await run("ps", ["-o", "rss=", "-p", String(pid)])).stdout) / 1_024;

const restore = async (url: URL): Promise<void> => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(new URL("/__state", url), { method: "PUT", headers, body: "{}" });
  if (!response.ok) throw new Error(`The test state answers ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
};

interface Measured {
  readonly curve: readonly MemoryMinute[];
  readonly answered: number;
  readonly failures: number;
}

const measure = async (store: string): Promise<Measured> => {
  const server = await startCommand("serve", "--fleet", FLEET, "--store", store, "--test-state");
  try {
    const requests = await loadMix(server.url);
    const samples: MemorySample[] = [];
    let isOver = false;
    const startMs = Date.now();
    const look = async (): Promise<void> => {
      for (let restored = 0; !isOver; await delay(LOOK_EVERY_MS)) {
        const minute = Math.floor((Date.now() - startMs) / MINUTE_MS);
        if (minute > restored) {
          await restore(server.url);
          restored = minute;
        }
        const metrics = await (await fetch(new URL("/metrics", server.url))).text();
        const heapMiB = valueIn(metrics, "cvm_contract_heap_used_bytes") / MIB;
        samples.push({ atMs: Date.now(), heapMiB, rssMiB: await rssMiB(server.pid) });
      }
    };
    const looking = look();
    const result = await autocannon({
      url: server.url.origin,
      connections: CONNECTIONS,
      duration: minutes * 60,
      requests,
    });
    isOver = true;
    await looking;
    // What was looked at after the load was over is no part of it.
    const underLoad = samples.filter(({ atMs }) => atMs < startMs + minutes * MINUTE_MS);
    return {
      curve: minutesOf(underLoad, startMs),
      answered: result["2xx"],
      failures: result.errors + result.non2xx,
    };
  } finally {
    await server.stop();
  }
};

const tell = (name: string, { curve, answered, failures }: Measured): void => {
  console.log(`\n${name}: ${answered} answers, ${failures} failed`);
  console.log("| minute | heap at least | RSS at least |\n| ---: | ---: | ---: |");
  for (const [index, { heapMiB, rssMiB: rss }] of curve.entries())
    console.log(`| ${index + 1} | ${heapMiB.toFixed(1)} MiB | ${rss.toFixed(1)} MiB |`);
  const grown = growth(curve);
  console.log(grown ?? "It is flat.");
  if (grown !== null || failures > 0) process.exitCode = 1;
};

if (values.store.includes("memory")) tell("memory", await measure("memory"));
if (values.store.includes("postgres")) {
  const postgres = await startPostgres({ isDurable: true });
  try {
    tell("PostgreSQL", await measure(await freshDatabase(postgres.url)));
  } finally {
    await postgres.close();
  }
}
