import { parentPort } from "node:worker_threads";
import {
  createMemoryStore,
  decodeKeys,
  demoKeys,
  smallFleet,
  startReference,
  startSimulator,
} from "../../reference-impl/index.ts";
import type { ThreadMessage } from "./embedded-reference.ts";

/** The thread of the embedded reference: tells where it listens, and each problem of its own; ends at the first message. */

/** Fixed: what is found in one check must be there in the next. */
const FLEET_SEED = 1;

const tell = (message: ThreadMessage): void => parentPort?.postMessage(message);

const fleet = smallFleet(FLEET_SEED);
const simulator = await startSimulator(fleet.world);
const reference = await startReference({
  host: "127.0.0.1",
  port: 0,
  store: createMemoryStore(fleet.cvms),
  fleet,
  upstreams: simulator,
  keys: decodeKeys(demoKeys),
  testState: true,
  onProblem: (problem) => tell({ kind: "problem", text: String(problem) }),
});
const keyNamed = (name: string): string | null => demoKeys.find((key) => key.name === name)?.key ?? null;
tell({
  kind: "listening",
  url: reference.url,
  keys: { member: keyNamed("member"), admin: keyNamed("admin"), other: keyNamed("other") },
});

parentPort?.once("message", async () => {
  await reference.close();
  await simulator.close();
});
