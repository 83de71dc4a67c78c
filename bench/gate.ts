import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  defineLaw,
  type Exchange,
  held,
  loadLaws,
  type Report,
  type RunOptions,
  runConformance,
} from "../conformance/index.ts";
import { loadContract, openapiDocument } from "../contract/index.ts";
import { bareLoop } from "./bare-loop.ts";
import { median } from "./median.ts";
import { type RecordedAnswer, requestKey } from "./recorded-answers.ts";
import { startCommand } from "./start-command.ts";
import { startReplaying } from "./start-replaying.ts";

/**
 * How fast the gate checks, beside the same requests sent by a bare loop that checks nothing; rounds alternate, so that both meet the same
 * machine. The server gives what the reference answered, at once, so that it is the harness that is measured.
 */

const WORKERS = 16;
const CASES = 20_000;
const ROUNDS = 5;
const API_KEY = "demo-member-key";
const KEY = { "x-api-key": API_KEY };

const perSecond = (report: Report): number => {
  const fuzz = report.phases.find((phase) => phase.name === "fuzz");
  return fuzz === undefined ? 0 : (fuzz.requests / fuzz.durationMs) * 1000;
};

const optionsFor = async (target: URL): Promise<RunOptions> => ({
  contract: loadContract(openapiDocument),
  laws: await loadLaws(),
  toolVersion: "bench",
  target,
  credentials: ["member"],
  credentialHeaders: (credential): Readonly<Record<string, string>> => (credential === "member" ? KEY : {}),
  extraHeaders: () => ({ headers: {}, isWhole: true }),
  stateHeaders: {},
  isEmbedded: false,
  stateUrl: null,
  shard: null,
  allowWrites: false,
  profile: "contract",
  failOn: "must",
  phases: ["probe", "fuzz"],
  lawIds: null,
  skippedLawIds: [],
  cases: CASES,
  rounds: 1,
  budget: "thorough",
  mostFindings: null,
  mostRequests: null,
  timeMs: null,
  seed: 1,
  workers: WORKERS,
  ratePerSecond: null,
  timeoutMs: 10_000,
  strictEvidence: false,
  corpus: null,
  baseline: null,
  signal: new AbortController().signal,
  now: Date.now,
});

/** What a run sends to the reference that is started with these flags, and what it was answered. */
const record = async (fleet: readonly string[]): Promise<readonly Exchange[]> => {
  const exchanges: Exchange[] = [];
  const recorder = defineLaw({
    id: "recorder",
    level: "must",
    says: "Every exchange is written down.",
    source: "this file",
    missing: "",
    kills: [],
    holds: [],
    broken: [],
    judge: (reading) => {
      exchanges.push(reading);
      return held;
    },
  });
  const reference = await startCommand("serve", "--store", "memory", ...fleet);
  try {
    await runConformance({ ...(await optionsFor(reference.url)), laws: [recorder] }, []);
    // The guard of previews asks more where laws know what a preview is: what it asks is recorded as well.
    await runConformance({ ...(await optionsFor(reference.url)), laws: [...(await loadLaws()), recorder] }, []);
  } finally {
    await reference.stop();
  }
  return exchanges;
};

const answersOf = (exchanges: readonly Exchange[]): readonly RecordedAnswer[] =>
  exchanges.flatMap(({ request: { method, path, headers, body }, outcome }) =>
    outcome.kind === "fault"
      ? []
      : {
          key: requestKey(method, path, headers["content-type"], body ?? new Uint8Array()),
          status: outcome.status,
          headers: { "content-type": outcome.headers["content-type"] ?? "application/json" },
          bodyBase64: Buffer.from(outcome.body).toString("base64"),
        },
  );

/** Measures, and says, how fast it is checked what the reference answers that is started with these flags. */
const measure = async (fleet: readonly string[]): Promise<void> => {
  const exchanges = await record(fleet);
  const answers = answersOf(exchanges);
  const server = await startReplaying(answers);
  try {
    const options = await optionsFor(server.url);
    const requests = exchanges.slice(0, CASES).map(({ request }) => request);
    const rounds: { readonly checked: number; readonly bare: number }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const report = await runConformance(options, []);
      if (report.outcome !== "conforms")
        throw new Error(
          `What the reference answered does not conform: ${JSON.stringify(report.findings.map(({ law, message }) => [law, message]))}`,
        );
      const bare = await bareLoop(server.url, requests, KEY, WORKERS);
      // The first round only warms both sides up.
      if (round > 0) rounds.push({ checked: perSecond(report), bare });
    }
    const checked = median(rounds.map((round) => round.checked));
    const bare = median(rounds.map((round) => round.bare));
    const ratio = median(rounds.map((round) => round.checked / round.bare));
    const meanBytes = answers.reduce((sum, { bodyBase64 }) => sum + (bodyBase64.length * 3) / 4, 0) / answers.length;
    console.log(
      `${CASES} cases, ${WORKERS} in flight, answers of ${Math.round(meanBytes)} bytes in the mean given at once, median of ${ROUNDS} alternating rounds`,
    );
    console.log(`  checked cases       ${Math.round(checked)} a second`);
    console.log(`  bare undici loop    ${Math.round(bare)} a second (the ceiling)`);
    console.log(`  ratio               ${(ratio * 100).toFixed(0)} % of the ceiling`);
  } finally {
    await server.stop();
  }
};

const folder = await mkdtemp(join(tmpdir(), "bench-"));
try {
  const write = async (name: string, value: unknown): Promise<string> => {
    await writeFile(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  const empty = {
    workspaces: [{ id: "mine", name: "Mine" }],
    cvms: [],
    placements: [],
    world: { teepods: [], gateways: [] },
  };
  const keys = [{ name: "member", key: API_KEY, workspace: "mine" }];
  await measure(["--fleet", "small"]);
  await measure(["--fleet", await write("empty.json", empty), "--keys", await write("keys.json", keys)]);
} finally {
  await rm(folder, { recursive: true });
}
