import type { SimulatedWorld, UpstreamFault, UpstreamMethod } from "../fleet/fleet.ts";
import { type NodePlan, nodePlans } from "./node-plan.ts";
import { SimulatedNode } from "./simulated-node.ts";
import { SimulatorError } from "./simulator-error.ts";

export interface SimulatorOptions {
  /** Tells the time, in milliseconds since the Unix epoch: hosts shake hands as time goes by. */
  readonly nowMs: () => number;
}

/** What can be done with simulated teepods and gateways while they answer. */
export interface SimulatorControls {
  /** Puts a fault on a node's method in place of the one in force; null takes it away. Throws `SimulatorError` for an unknown node. */
  readonly setFault: (node: string, method: UpstreamMethod, fault: UpstreamFault | null) => void;
  /** Answers from another world, with its faults, under the same addresses. Throws `SimulatorError` unless it has the same nodes. */
  readonly replaceWorld: (world: SimulatedWorld) => void;
  /** How often a method of a node was called. Throws `SimulatorError` for an unknown node. */
  readonly callCount: (node: string, method: UpstreamMethod) => number;
}

/** Teepods and gateways that answer, each under an address of its own. */
export interface Simulator<Address> extends SimulatorControls {
  readonly teepods: ReadonlyMap<string, Address>;
  readonly gateways: ReadonlyMap<string, Address>;
}

/** A node and what it was made by. */
export interface PlannedNode {
  readonly plan: NodePlan;
  readonly node: SimulatedNode;
}

const listed = (plans: readonly NodePlan[]): string =>
  plans
    .map(({ kind, name }) => `${kind} ${JSON.stringify(name)}`)
    .toSorted()
    .join(", ");

/** The nodes of a world, which nobody can call yet. Throws `SimulatorError` where two share a name. */
export const plannedNodes = (world: SimulatedWorld, { nowMs }: SimulatorOptions): readonly PlannedNode[] =>
  nodePlans(world, nowMs).map((plan) => ({ plan, node: new SimulatedNode(plan.methods, plan.faults) }));

/** The addresses of the nodes of one kind, by name. */
export const addressesOf = <Address>(
  kind: NodePlan["kind"],
  nodes: readonly (PlannedNode & { readonly address: Address })[],
): ReadonlyMap<string, Address> =>
  new Map(nodes.flatMap(({ plan, address }) => (plan.kind === kind ? [[plan.name, address]] : [])));

/** The controls of nodes, whoever may call them. */
export const controlsOf = (nodes: readonly PlannedNode[], { nowMs }: SimulatorOptions): SimulatorControls => {
  const names = listed(nodes.map(({ plan }) => plan));
  const nodeNamed = (name: string): SimulatedNode => {
    const found = nodes.find(({ plan }) => plan.name === name);
    if (found !== undefined) return found.node;
    throw new SimulatorError("SIMULATOR_NODES", `There is no node ${JSON.stringify(name)}. Name one of: ${names}.`);
  };
  return {
    setFault: (node, method, fault) => nodeNamed(node).setFault(method, fault),
    replaceWorld: (next) => {
      const plans = nodePlans(next, nowMs);
      if (listed(plans) !== names)
        throw new SimulatorError(
          "SIMULATOR_NODES",
          `The other world has ${listed(plans)}; this one has ${names}. Keep the nodes and change what they host.`,
        );
      for (const { name, methods, faults } of plans) nodeNamed(name).replace(methods, faults);
    },
    callCount: (node, method) => nodeNamed(node).callCount(method),
  };
};
