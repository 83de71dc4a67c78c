import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkServer, type Report } from "../../library/index.ts";
import { startReplicas } from "../../mutants/index.ts";
import { freshDatabase, startPostgres } from "../../postgres/index.ts";
import { timeOption } from "./time-option.ts";

/**
 * `npm run faults:race-laws`: holds `serve` to the laws about requests at once, for five minutes on each of memory, SQLite, PostgreSQL,
 * and two replicas on one PostgreSQL database behind a round-robin, with 16 cases under way at once and each case that wrote begun with
 * the fleet as it was made. Prints how often each law was put to the test. `-- --time 20s` takes so long on each. Ends with 1 where one
 * of them does not conform, or a law was never put to the test.
 */

const LAWS = [
  "one-winner-per-cvm",
  "racing-overlaps-agree",
  "requests-at-once-are-kept-apart",
  "crowded-answers-are-their-own",
];

/** Those that these laws are about, and the one in which CVMs are met. */
const PHASES = ["probe", "access", "writes"];

const time = timeOption();
if (time === null) {
  console.error("--time takes a time such as 20s or 5m.");
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), "cvm-contract-race-laws-"));
const postgres = await startPostgres({ isDurable: true });

interface Setup {
  readonly name: string;
  readonly store: () => Promise<string> | string;
  readonly replicas: number;
}

const SETUPS: readonly Setup[] = [
  { name: "memory", store: () => "memory", replicas: 1 },
  { name: "SQLite", store: () => `sqlite:${join(folder, "fleet.sqlite")}`, replicas: 1 },
  { name: "PostgreSQL", store: () => freshDatabase(postgres.url), replicas: 1 },
  { name: "PostgreSQL, two replicas", store: () => freshDatabase(postgres.url), replicas: 2 },
];

const check = (url: string): Promise<Report> =>
  checkServer({
    target: url,
    apiKey: "demo-member-key",
    adminKey: "demo-admin-key",
    otherKey: "demo-other-key",
    allowWrites: true,
    stateUrl: new URL("/__state", url),
    laws: LAWS,
    phases: PHASES,
    time: time.text,
    workers: 16,
    strictEvidence: true,
  });

const told = (name: string, { seed, cases, requests, durationMs, outcome, laws, findings }: Report): string =>
  [
    `${name}: ${outcome}; ${cases} cases, ${requests} requests, ${Math.round(durationMs / 1_000)} s, seed ${seed}`,
    ...laws
      .filter(({ id }) => LAWS.includes(id))
      .map(({ id, verdict, evidence }) => `  ${id.padEnd(32)} ${verdict}, put to the test ${evidence} times`),
    ...findings.map(({ law, message, curl }) => `  ${law}: ${message}\n    ${curl.join("\n    ")}`),
  ].join("\n");

try {
  for (const { name, store, replicas: count } of SETUPS) {
    const replicas = await startReplicas(await store(), count);
    try {
      const report = await check(count === 1 ? (replicas.urls()[0] ?? "") : replicas.front.url);
      console.log(told(name, report));
      if (report.outcome !== "conforms") process.exitCode = 1;
    } finally {
      await replicas.close();
    }
  }
} finally {
  await postgres.close();
  await rm(folder, { recursive: true, force: true });
}
