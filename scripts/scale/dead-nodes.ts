import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { isObject, loadContract, openapiDocument } from "../../contract/index.ts";
import { refreshOperation } from "../../mock/index.ts";
import {
  createMemoryStore,
  decodeKeys,
  fleetOfSituations,
  situation,
  startReference,
  startSimulator,
} from "../../reference-impl/index.ts";

/**
 * `npm run scale:dead-nodes`: sends one request for 500 CVMs on 20 simulated teepods, one of which refuses connections and one of which
 * takes them and never answers, and prints how long the answer took and what it said. Five times, each with a new server. Ends with 1
 * where a CVM of another teepod was not updated.
 */

const TIMES = 5;
const CVMS = 500;
const TEEPODS = Array.from({ length: 20 }, (_, index) => `teepod-${index + 1}`);
const REFUSING = "teepod-7";
const SILENT = "teepod-13";
const KEY = "demo-member-key";

const { path } = refreshOperation(loadContract(openapiDocument));

const listen = async (server: Server): Promise<string> => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
};

/** A URL that takes connections and never answers, or after `close` one that refuses them. */
const startSilent = async (): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on("error", () => {}).resume()));
  return {
    url: await listen(server),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** CVMs that lack their ids; gateways know nothing of those on dead teepods, which they would be told by otherwise. */
const fleet = fleetOfSituations(
  Array.from({ length: CVMS }, (_, index) => {
    const teepod = TEEPODS[index % TEEPODS.length] ?? "";
    return situation(`cvm-${index + 1}`, { teepod, hosts: [REFUSING, SILENT].includes(teepod) ? [] : ["own"] });
  }),
  { placements: TEEPODS.map((teepod, index) => ({ teepod, gateway: `gateway-${index % 5}` })), faults: {} },
  1,
);
const teepodOf = new Map(fleet.cvms.map(({ cvmId, teepod }) => [cvmId, teepod]));

interface Batch {
  readonly tookMs: number;
  /** How many CVMs of each kind of teepod were answered with which status and reason. */
  readonly counts: ReadonlyMap<string, number>;
}

const kindOf = (teepod: string): string =>
  teepod === REFUSING ? "refusing" : teepod === SILENT ? "silent" : "healthy";

const sendBatch = async (url: string): Promise<Batch> => {
  const startMs = performance.now();
  const response = await fetch(new URL(path, url), {
    method: "PATCH",
    headers: { "content-type": "application/json", "x-api-key": KEY },
    body: JSON.stringify({ limit: CVMS }),
  });
  const answer: unknown = await response.json();
  const tookMs = performance.now() - startMs;
  const counts = new Map<string, number>();
  for (const item of isObject(answer) && Array.isArray(answer.items) ? answer.items.filter(isObject) : []) {
    const kind = kindOf(teepodOf.get(Number(item.cvm_id)) ?? "");
    const outcome = `${kind}: ${[item.status, item.reason].filter((word) => word !== null).join(" ")}`;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return { tookMs, counts };
};

const runOnce = async (): Promise<Batch> => {
  const simulator = await startSimulator(fleet.world);
  const [silent, refusing] = [await startSilent(), await startSilent()];
  await refusing.close();
  const dead = new Map([
    [SILENT, silent.url],
    [REFUSING, refusing.url],
  ]);
  const reference = await startReference({
    host: "127.0.0.1",
    port: 0,
    store: createMemoryStore(fleet.cvms),
    fleet,
    upstreams: {
      teepodUrls: new Map([...simulator.teepodUrls].map(([name, url]) => [name, dead.get(name) ?? url])),
      gatewayUrls: simulator.gatewayUrls,
    },
    keys: decodeKeys([{ name: "member", key: KEY, workspace: "demo-member" }]),
  });
  try {
    return await sendBatch(reference.url);
  } finally {
    await reference.close();
    await silent.close();
    await simulator.close();
  }
};

for (let time = 0; time < TIMES; time += 1) {
  const { tookMs, counts } = await runOnce();
  const told = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([outcome, count]) => `${count} ${outcome}`);
  console.log(`${(tookMs / 1_000).toFixed(2)} s: ${told.join(", ")}`);
  if (counts.get("healthy: updated") !== CVMS - (2 * CVMS) / TEEPODS.length) process.exitCode = 1;
}
