import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { startReplicas } from "../mutants/index.ts";
import { freshDatabase, startPostgres, whyNoPostgres } from "../postgres/index.ts";
import { FLEET, loadMix } from "./load-mix.ts";
import { type LoadSample, watchServer } from "./load-sample.ts";
import { median } from "./median.ts";
import { type RunningServer, startCommand } from "./start-command.ts";

/**
 * `npm run bench:serve`: what `serve` bears from 64 connections that mix scans with lists, previews with writes, on each store, and what it
 * does with more connections than it takes requests in hand. Where PostgreSQL can be started, one `serve` has it for itself, and two
 * replicas behind a round-robin share it. Rounds alternate; medians are told. `-- STORE...` adds stores, as `--store` takes them.
 */

const CONNECTIONS = 64;
const TOO_MANY_CONNECTIONS = 1_024;
const SECONDS = 8;
const ROUNDS = 5;

interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly refusedShare: number;
  readonly failures: number;
  readonly sample: LoadSample;
}

const loadOn = async (start: () => Promise<RunningServer>, connections: number): Promise<Load> => {
  const server = await start();
  try {
    const requests = await loadMix(server.url);
    const watch = watchServer(new URL("/metrics", server.url));
    const result = await autocannon({ url: server.url.origin, connections, duration: SECONDS, requests });
    const refused = result.statusCodeStats?.["503"]?.count ?? 0;
    return {
      perSecond: result["2xx"] / result.duration,
      p50Ms: result.latency.p50,
      p99Ms: result.latency.p99,
      refusedShare: refused / Math.max(1, result.requests.total),
      failures: result.errors + result.non2xx - refused,
      sample: await watch.end(),
    };
  } finally {
    await server.stop();
  }
};

const folder = await mkdtemp(join(tmpdir(), "bench-serve-"));
const freshFile = (ending: string): string => join(folder, `${randomUUID()}.${ending}`);

const why = whyNoPostgres();
if (why !== null) console.error(`PostgreSQL is left out: ${why}.`);
const postgres = why === null ? await startPostgres({ isDurable: true }) : null;

type Start = () => Promise<RunningServer>;

const serve = (...args: readonly string[]): Promise<RunningServer> => startCommand("serve", "--fleet", FLEET, ...args);

const twoReplicas = async (store: string): Promise<RunningServer> => {
  const { front, close } = await startReplicas(store, 2, FLEET);
  return { url: new URL(front.url), stop: close };
};

const onPostgres = (serverUrl: string): readonly (readonly [name: string, start: Start, connections: number])[] => [
  ["PostgreSQL", async () => serve("--store", await freshDatabase(serverUrl)), CONNECTIONS],
  ["PostgreSQL, two replicas", async () => twoReplicas(await freshDatabase(serverUrl)), CONNECTIONS],
];

const setups: readonly (readonly [name: string, start: Start, connections: number])[] = [
  ["memory", () => serve("--store", "memory"), CONNECTIONS],
  [
    "memory, log and audit log",
    () => serve("--store", "memory", "--log", "--audit-log", freshFile("jsonl")),
    CONNECTIONS,
  ],
  ["SQLite", () => serve("--store", `sqlite:${freshFile("sqlite")}`), CONNECTIONS],
  ...(postgres === null ? [] : onPostgres(postgres.url)),
  ...process.argv
    .slice(2)
    .map((store) => [store.replace(/:.*/s, ""), () => serve("--store", store), CONNECTIONS] as const),
  [`memory, ${TOO_MANY_CONNECTIONS} connections`, () => serve("--store", "memory"), TOO_MANY_CONNECTIONS],
];

const loads = new Map<string, Load[]>(setups.map(([name]) => [name, []]));
try {
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, start, connections] of setups) {
      const load = await loadOn(start, connections);
      loads.get(name)?.push(load);
      console.error(name, JSON.stringify(load));
    }
} finally {
  await postgres?.close();
  await rm(folder, { recursive: true, force: true });
}

const of = (name: string, value: (load: Load) => number): number => median((loads.get(name) ?? []).map(value));
const whole = (value: number): string => Math.round(value).toLocaleString("en");
const inMemory = loads.get("memory") ?? [];

/** The median of the ratio of one round: what else the machine has to do changes between rounds. */
const toMemory = (name: string): number =>
  median((loads.get(name) ?? []).map(({ perSecond }, round) => perSecond / (inMemory[round]?.perSecond ?? 0)));

console.log(
  "| set-up | answers a second | to memory | p50 | p99 | refused (503) | failed | event loop late, p99 | heap at most |",
);
console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
for (const [name] of setups)
  console.log(
    `| ${[
      name,
      whole(of(name, ({ perSecond }) => perSecond)),
      `${toMemory(name).toFixed(2)} times`,
      `${whole(of(name, ({ p50Ms }) => p50Ms))} ms`,
      `${whole(of(name, ({ p99Ms }) => p99Ms))} ms`,
      `${whole(100 * of(name, ({ refusedShare }) => refusedShare))} %`,
      whole(of(name, ({ failures }) => failures)),
      `${whole(of(name, ({ sample }) => sample.loopDelayMs))} ms`,
      `${whole(of(name, ({ sample }) => sample.heapMiB))} MiB`,
    ].join(" | ")} |`,
  );
