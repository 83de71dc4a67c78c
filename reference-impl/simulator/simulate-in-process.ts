import { systemClock } from "../clock.ts";
import type { SimulatedWorld } from "../fleet/fleet.ts";
import type { InProcessNode } from "../sources/in-process-transport.ts";
import { addressesOf, controlsOf, plannedNodes, type Simulator, type SimulatorOptions } from "./simulator.ts";
import { takeCall } from "./take-call.ts";

const DEFAULTS: SimulatorOptions = Object.freeze({ nowMs: systemClock.nowMs });

/**
 * The upstreams of `world` without connections: for a reference in the same process, which spends most of its time on those otherwise.
 * Throws `SimulatorError` where two nodes share a name.
 */
export const simulateInProcess = (
  world: SimulatedWorld,
  options: Partial<SimulatorOptions> = {},
): Simulator<InProcessNode> => {
  const settled = { ...DEFAULTS, ...options };
  const nodes = plannedNodes(world, settled).map(({ plan, node }) => ({
    plan,
    node,
    address: {
      take: (path: string, body: string) => takeCall(node, plan.routes, { verb: "POST", path, body }),
    },
  }));
  return {
    teepods: addressesOf("teepod", nodes),
    gateways: addressesOf("gateway", nodes),
    ...controlsOf(nodes, settled),
  };
};
