import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { isObject, loadContract, openapiDocument } from "../../contract/index.ts";
import { refreshOperation } from "../../mock/index.ts";
import {
  createMemoryStore,
  decodeKeys,
  type Fleet,
  fleetOfSituations,
  situation,
  startReference,
  startSimulator,
} from "../../reference-impl/index.ts";

/**
 * `npm run scale:dead-nodes`: sends one request for 500 CVMs on 20 simulated teepods, two of which are not well, and prints how long the
 * answer took and what it said: one that refuses connections and one that takes them and never answers; then two that answer `Status`
 * and hang in `GetInfo`. Five times each, with a new server. Ends with 1 where a CVM of another teepod was not updated, or the answer
 * took ten seconds.
 */

const TIMES = 5;
const CVMS = 500;
const MOST_MS = 10_000;
const TEEPODS = Array.from({ length: 20 }, (_, index) => `teepod-${index + 1}`);
const KEY = "demo-member-key";
/** Longer than anybody waits. */
const NEVER_MS = 600_000;

type Illness = "refusing" | "silent" | "hanging in GetInfo";

/** Which teepods are not well, and how. */
const SETUPS: readonly ReadonlyMap<string, Illness>[] = [
  new Map([
    ["teepod-7", "refusing"],
    ["teepod-13", "silent"],
  ]),
  new Map([
    ["teepod-7", "hanging in GetInfo"],
    ["teepod-13", "hanging in GetInfo"],
  ]),
];

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

/** CVMs that lack their ids; neither `Status` nor gateways know those of teepods that are not well, which they would be told by otherwise. */
const fleetWith = (ill: ReadonlyMap<string, Illness>): Fleet =>
  fleetOfSituations(
    Array.from({ length: CVMS }, (_, index) => {
      const teepod = TEEPODS[index % TEEPODS.length] ?? "";
      return situation(`cvm-${index + 1}`, ill.has(teepod) ? { teepod, hosts: [], state: "none" } : { teepod });
    }),
    {
      placements: TEEPODS.map((teepod, index) => ({ teepod, gateway: `gateway-${index % 5}` })),
      faults: Object.fromEntries(
        [...ill].flatMap(([teepod, illness]) =>
          illness === "hanging in GetInfo" ? [[teepod, { GetInfo: { kind: "delay", delayMs: NEVER_MS } }]] : [],
        ),
      ),
    },
    1,
  );

interface Batch {
  readonly tookMs: number;
  /** How many CVMs of teepods that are well, or ill in which way, were answered with which status and reason. */
  readonly counts: ReadonlyMap<string, number>;
}

const sendBatch = async (url: string, kindOf: (cvmId: number) => string): Promise<Batch> => {
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
    const told = [item.status, item.reason].filter((word) => word !== null).join(" ");
    const outcome = `${kindOf(Number(item.cvm_id))}: ${told}`;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return { tookMs, counts };
};

const runOnce = async (ill: ReadonlyMap<string, Illness>): Promise<Batch> => {
  const fleet = fleetWith(ill);
  const teepodOf = new Map(fleet.cvms.map(({ cvmId, teepod }) => [cvmId, teepod]));
  const simulator = await startSimulator(fleet.world);
  const [silent, refusing] = [await startSilent(), await startSilent()];
  await refusing.close();
  const urlOf = (name: string, url: string): string => {
    const illness = ill.get(name);
    return illness === "silent" ? silent.url : illness === "refusing" ? refusing.url : url;
  };
  const reference = await startReference({
    host: "127.0.0.1",
    port: 0,
    store: createMemoryStore(fleet.cvms),
    fleet,
    upstreams: {
      teepods: new Map(Array.from(simulator.teepods, ([name, url]) => [name, urlOf(name, url)])),
      gateways: simulator.gateways,
    },
    keys: decodeKeys([{ name: "member", key: KEY, workspace: "demo-member" }]),
  });
  try {
    return await sendBatch(reference.url, (cvmId) => ill.get(teepodOf.get(cvmId) ?? "") ?? "healthy");
  } finally {
    await reference.close();
    await silent.close();
    await simulator.close();
  }
};

for (const ill of SETUPS)
  for (let time = 0; time < TIMES; time += 1) {
    const { tookMs, counts } = await runOnce(ill);
    const told = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([outcome, count]) => `${count} ${outcome}`);
    console.log(`${(tookMs / 1_000).toFixed(2)} s: ${told.join(", ")}`);
    const isWell = counts.get("healthy: updated") === CVMS - (ill.size * CVMS) / TEEPODS.length;
    if (!isWell || tookMs >= MOST_MS) process.exitCode = 1;
  }
