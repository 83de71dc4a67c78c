import { systemClock } from "../clock.ts";
import type { SimulatedWorld } from "../fleet/fleet.ts";
import { listenPrpc, type PrpcListener } from "./prpc-listener.ts";
import {
  addressesOf,
  controlsOf,
  type PlannedNode,
  plannedNodes,
  type Simulator,
  type SimulatorOptions,
} from "./simulator.ts";

/** Teepods and gateways that answer over real HTTP on loopback, each on a port of its own: prpc calls go to `${address}/prpc/${method}?json`. */
export interface ListeningSimulator extends Simulator<string> {
  /** Ends all connections and frees the ports. */
  readonly close: () => Promise<void>;
}

interface RunningNode extends PlannedNode {
  readonly address: string;
  readonly listener: PrpcListener;
}

const DEFAULTS: SimulatorOptions = Object.freeze({ nowMs: systemClock.nowMs });

const closeAll = async (running: readonly RunningNode[]): Promise<void> => {
  await Promise.all(running.map(({ listener }) => listener.close()));
};

const listenAll = async (nodes: readonly PlannedNode[]): Promise<readonly RunningNode[]> => {
  const running: RunningNode[] = [];
  try {
    for (const { plan, node } of nodes) {
      const listener = await listenPrpc(node, plan.routes);
      running.push({ plan, node, listener, address: listener.url });
    }
  } catch (problem) {
    await closeAll(running);
    throw problem;
  }
  return running;
};

/** Starts the upstreams of `world`. Rejects with `SimulatorError` where two nodes share a name or no port is free. */
export const startSimulator = async (
  world: SimulatedWorld,
  options: Partial<SimulatorOptions> = {},
): Promise<ListeningSimulator> => {
  const settled = { ...DEFAULTS, ...options };
  const running = await listenAll(plannedNodes(world, settled));
  return {
    teepods: addressesOf("teepod", running),
    gateways: addressesOf("gateway", running),
    ...controlsOf(running, settled),
    close: () => closeAll(running),
  };
};
