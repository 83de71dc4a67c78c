import {
  defineLaw,
  held,
  loadLaws,
  type Report,
  type RunOptions,
  runConformance,
  type SentRequest,
} from "../conformance/index.ts";
import { loadContract, openapiDocument } from "../contract/index.ts";
import { bareLoop } from "./bare-loop.ts";
import { median } from "./median.ts";
import { startCommand } from "./start-command.ts";

/** How fast the gate checks, beside the same requests sent by a bare loop that checks nothing; rounds alternate, so that both meet the same machine. */

const WORKERS = 16;
const CASES = 20_000;
const ROUNDS = 5;
const KEY = { "x-api-key": "demo-member-key" };

const perSecond = (report: Report): number => {
  const fuzz = report.phases.find((phase) => phase.name === "fuzz");
  return fuzz === undefined ? 0 : (fuzz.requests / fuzz.durationMs) * 1000;
};

const server = await startCommand("serve", "--store", "memory", "--fleet", "small");
try {
  const options: RunOptions = {
    contract: loadContract(openapiDocument),
    laws: await loadLaws(),
    toolVersion: "bench",
    target: server.url,
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
  };
  const requests: SentRequest[] = [];
  const recorder = defineLaw({
    id: "recorder",
    level: "must",
    says: "Every request is written down.",
    source: "this file",
    missing: "",
    kills: [],
    holds: [],
    broken: [],
    judge: ({ request }) => {
      requests.push(request);
      return held;
    },
  });
  await runConformance({ ...options, laws: [recorder] }, []);
  const rounds: { readonly checked: number; readonly bare: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const report = await runConformance({ ...options, seed: 1 }, []);
    if (report.outcome !== "conforms")
      throw new Error(
        `The reference does not conform: ${JSON.stringify(report.findings.map(({ law, message }) => [law, message]))}`,
      );
    const bare = await bareLoop(server.url, requests, KEY, WORKERS);
    // The first round only warms both sides up.
    if (round > 0) rounds.push({ checked: perSecond(report), bare });
  }
  const checked = median(rounds.map((round) => round.checked));
  const bare = median(rounds.map((round) => round.bare));
  const ratio = median(rounds.map((round) => round.checked / round.bare));
  console.log(`${CASES} cases, ${WORKERS} in flight, memory store, median of ${ROUNDS} alternating rounds`);
  console.log(`  checked cases       ${Math.round(checked)} a second`);
  console.log(`  bare undici loop    ${Math.round(bare)} a second (the ceiling)`);
  console.log(`  ratio               ${(ratio * 100).toFixed(0)} % of the ceiling`);
} finally {
  await server.stop();
}
