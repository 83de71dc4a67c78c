import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SentRequest } from "../conformance/index.ts";
import { loadContract, openapiDocument } from "../contract/index.ts";
import { loadScenarios, mockDocument, refreshOperation } from "../mock/index.ts";
import { startStockPrism } from "../mutants/index.ts";
import { bareLoop } from "./bare-loop.ts";
import { median } from "./median.ts";
import { startCommand } from "./start-command.ts";

/** `npm run bench:mock`: how soon the mock is ready and how much it answers, beside the stock `prism mock` and `serve`. Rounds alternate. */

const CONNECTIONS = 16;
const REQUESTS = 6_000;
const ROUNDS = 5;
const STARTS = 5;

const contract = loadContract(openapiDocument);
const operation = refreshOperation(contract);

const sent = (body: object): SentRequest => ({
  credential: "none",
  credentialHasWorked: false,
  method: operation.method,
  path: operation.path,
  headers: { "content-type": "application/json" },
  body: Buffer.from(JSON.stringify(body)),
});

const times = (request: SentRequest): readonly SentRequest[] => Array.from({ length: REQUESTS }, () => request);

const rate = (url: URL, request: SentRequest, headers: Readonly<Record<string, string>>): Promise<number> =>
  bareLoop(url, times(request), headers, CONNECTIONS);

/** From the start of the process until it says that it listens, and until the first answer is there. */
const timesToStart = async (): Promise<{ readonly listeningMs: number; readonly answeredMs: number }> => {
  const startMs = performance.now();
  const command = await startCommand("mock");
  const listeningMs = performance.now() - startMs;
  const response = await fetch(new URL(operation.path, command.url), {
    method: operation.method,
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  await response.arrayBuffer();
  const answeredMs = performance.now() - startMs;
  await command.stop();
  if (response.status !== 200) throw new Error(`The mock answered ${response.status}.`);
  return { listeningMs, answeredMs };
};

const folder = await mkdtemp(join(tmpdir(), "bench-mock-"));
const document = join(folder, "openapi.json");
await writeFile(document, JSON.stringify(mockDocument(contract, operation, await loadScenarios())));

const timeOfPrism = async (): Promise<number> => {
  const startMs = performance.now();
  const prism = await startStockPrism(document, process.execPath, process.env);
  const listeningMs = performance.now() - startMs;
  await prism.stop();
  return listeningMs;
};

const starts: { readonly listeningMs: number; readonly answeredMs: number; readonly prismMs: number }[] = [];
for (let start = 0; start <= STARTS; start += 1) {
  const times = { ...(await timesToStart()), prismMs: await timeOfPrism() };
  // The first start fills the cache of compiled code.
  if (start > 0) starts.push(times);
}
const [listening, answered, prismListening] = [
  starts.map(({ listeningMs }) => listeningMs),
  starts.map(({ answeredMs }) => answeredMs),
  starts.map(({ prismMs }) => prismMs),
].map((times) => Math.round(median(times)));
console.log(
  `ready after ${listening} ms, first answer after ${answered} ms; prism mock ready after ${prismListening} ms (medians of ${STARTS} starts)`,
);

/** Runs two servers in alternating rounds and gives the medians, and the median of the ratio. */
const compare = async (ours: () => Promise<number>, other: () => Promise<number>): Promise<readonly number[]> => {
  const rounds: (readonly [number, number])[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const pair = [await ours(), await other()] as const;
    // The first round only warms both sides up.
    if (round > 0) rounds.push(pair);
  }
  return [median(rounds.map(([a]) => a)), median(rounds.map(([, b]) => b)), median(rounds.map(([a, b]) => a / b))];
};

const row = (name: string, otherName: string, [ours = 0, other = 0, ratio = 0]: readonly number[]): string =>
  `${name.padEnd(30)} ${Math.round(ours)} a second, ${otherName} ${Math.round(other)}: ${ratio.toFixed(2)} times`;

const prism = await startStockPrism(document, process.execPath, process.env);
const stateless = await startCommand("mock");
try {
  // Stock Prism sends the recorded answer whatever is asked: the request is the one that was recorded with it.
  const request = sent({});
  const prefer = { prefer: "example=all-updated" };
  const pair = await compare(
    () => rate(stateless.url, request, prefer),
    () => rate(new URL(prism.url), request, prefer),
  );
  console.log(row("mock, answering from a scenario", "prism mock", pair));
} finally {
  await stateless.stop();
  await prism.stop();
  await rm(folder, { recursive: true, force: true });
}

const stateful = await startCommand("mock", "--stateful");
const serve = await startCommand("serve", "--store", "memory", "--fleet", "small");
try {
  const request = sent({ dry_run: true, limit: 5 });
  const key = { "x-api-key": "demo-member-key" };
  const pair = await compare(
    () => rate(stateful.url, request, key),
    () => rate(serve.url, request, key),
  );
  console.log(row("mock --stateful", "serve", pair));
} finally {
  await stateful.stop();
  await serve.stop();
}
