import { systemClock } from "../clock.ts";
import type { SimulatedWorld, UpstreamFault, UpstreamMethod } from "../fleet/fleet.ts";
import { type NodePlan, nodePlans } from "./node-plan.ts";
import { listenPrpc, type PrpcListener } from "./prpc-listener.ts";
import { SimulatedNode } from "./simulated-node.ts";
import { SimulatorError } from "./simulator-error.ts";

export interface SimulatorOptions {
  /** Tells the time, in milliseconds since the Unix epoch: hosts shake hands as time goes by. */
  readonly nowMs: () => number;
}

/** Teepods and gateways that answer over real HTTP on loopback, each on a port of its own. */
export interface Simulator {
  /** The origin of each teepod by its name; prpc calls go to `${url}/prpc/${method}?json`. */
  readonly teepodUrls: ReadonlyMap<string, string>;
  /** The origin of each gateway by its name. */
  readonly gatewayUrls: ReadonlyMap<string, string>;
  /** Puts a fault on a node's method in place of the one in force; null takes it away. Throws `SimulatorError` for an unknown node. */
  readonly setFault: (node: string, method: UpstreamMethod, fault: UpstreamFault | null) => void;
  /** Answers from another world, with its faults, on the same ports. Throws `SimulatorError` unless it has the same nodes. */
  readonly replaceWorld: (world: SimulatedWorld) => void;
  /** How often a method of a node was called. Throws `SimulatorError` for an unknown node. */
  readonly callCount: (node: string, method: UpstreamMethod) => number;
  /** Ends all connections and frees the ports. */
  readonly close: () => Promise<void>;
}

interface RunningNode {
  readonly plan: NodePlan;
  readonly node: SimulatedNode;
  readonly listener: PrpcListener;
}

const DEFAULTS: SimulatorOptions = Object.freeze({ nowMs: systemClock.nowMs });

const closeAll = async (running: Iterable<RunningNode>): Promise<void> => {
  await Promise.all(Array.from(running, ({ listener }) => listener.close()));
};

const startNodes = async (plans: readonly NodePlan[]): Promise<ReadonlyMap<string, RunningNode>> => {
  const running = new Map<string, RunningNode>();
  try {
    for (const plan of plans) {
      const node = new SimulatedNode(plan.methods, plan.faults);
      running.set(plan.name, { plan, node, listener: await listenPrpc(node, plan.routes) });
    }
  } catch (problem) {
    await closeAll(running.values());
    throw problem;
  }
  return running;
};

const listed = (plans: readonly NodePlan[]): string =>
  plans
    .map(({ kind, name }) => `${kind} ${JSON.stringify(name)}`)
    .toSorted()
    .join(", ");

/** Starts the upstreams of `world`. Rejects with `SimulatorError` where two nodes share a name or no port is free. */
export const startSimulator = async (
  world: SimulatedWorld,
  options: Partial<SimulatorOptions> = {},
): Promise<Simulator> => {
  const { nowMs } = { ...DEFAULTS, ...options };
  const plans = nodePlans(world, nowMs);
  const running = await startNodes(plans);

  const nodeNamed = (name: string): SimulatedNode => {
    const found = running.get(name);
    if (found !== undefined) return found.node;
    throw new SimulatorError(
      "SIMULATOR_NODES",
      `There is no node ${JSON.stringify(name)}. Name one of: ${listed(plans)}.`,
    );
  };

  const urlsOf = (kind: NodePlan["kind"]): ReadonlyMap<string, string> =>
    new Map(
      [...running.values()].flatMap(({ plan, listener }) => (plan.kind === kind ? [[plan.name, listener.url]] : [])),
    );

  return {
    teepodUrls: urlsOf("teepod"),
    gatewayUrls: urlsOf("gateway"),
    setFault: (node, method, fault) => nodeNamed(node).setFault(method, fault),
    replaceWorld: (next) => {
      const nextPlans = nodePlans(next, nowMs);
      if (listed(nextPlans) !== listed(plans))
        throw new SimulatorError(
          "SIMULATOR_NODES",
          `The other world has ${listed(nextPlans)}; this one has ${listed(plans)}. Keep the nodes and change what they host.`,
        );
      for (const { name, methods, faults } of nextPlans) nodeNamed(name).replace(methods, faults);
    },
    callCount: (node, method) => nodeNamed(node).callCount(method),
    close: () => closeAll(running.values()),
  };
};
