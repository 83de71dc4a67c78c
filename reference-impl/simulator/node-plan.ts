import type { SimulatedWorld, UpstreamFault, UpstreamMethod } from "../fleet/fleet.ts";
import { gatewayMethods } from "./gateway-methods.ts";
import type { PrpcMethod } from "./prpc-reply.ts";
import { SimulatorError } from "./simulator-error.ts";
import { teepodMethods } from "./teepod-methods.ts";

/** What is served for one node of a world, and under which request targets. */
export interface NodePlan {
  readonly name: string;
  readonly kind: "teepod" | "gateway";
  readonly methods: ReadonlyMap<UpstreamMethod, PrpcMethod>;
  readonly faults: ReadonlyMap<UpstreamMethod, UpstreamFault>;
  /** The method for each request target. */
  readonly routes: ReadonlyMap<string, UpstreamMethod>;
}

/** Each method is served with and without the name of its service. Source: dstack trims the prefixes `Teepod.` and `Admin.`. */
const TEEPOD_ROUTES: ReadonlyMap<string, UpstreamMethod> = new Map<string, UpstreamMethod>([
  ["/prpc/Status?json", "Status"],
  ["/prpc/Teepod.Status?json", "Status"],
  ["/prpc/GetInfo?json", "GetInfo"],
  ["/prpc/Teepod.GetInfo?json", "GetInfo"],
]);

const GATEWAY_ROUTES: ReadonlyMap<string, UpstreamMethod> = new Map<string, UpstreamMethod>([
  ["/prpc/Status?json", "Admin.Status"],
  ["/prpc/Admin.Status?json", "Admin.Status"],
  ["/prpc/GetInfo?json", "GetInfo"],
  ["/prpc/Admin.GetInfo?json", "GetInfo"],
]);

const METHODS: readonly UpstreamMethod[] = Object.freeze(["Status", "GetInfo", "Admin.Status"]);

const faultsOf = (
  faults: Readonly<Partial<Record<UpstreamMethod, UpstreamFault>>>,
): ReadonlyMap<UpstreamMethod, UpstreamFault> => {
  const found = new Map<UpstreamMethod, UpstreamFault>();
  for (const method of METHODS) {
    const fault = faults[method];
    if (fault !== undefined) found.set(method, fault);
  }
  return found;
};

/**
 * Plans each teepod and gateway of a world; `nowMs` tells the time, in milliseconds since the Unix epoch.
 * Throws `SimulatorError` where two nodes share a name.
 */
export const nodePlans = (world: SimulatedWorld, nowMs: () => number): readonly NodePlan[] => {
  const teepods = world.teepods.map((teepod): NodePlan => {
    const { name, faults } = teepod;
    return { name, kind: "teepod", methods: teepodMethods(teepod), faults: faultsOf(faults), routes: TEEPOD_ROUTES };
  });
  const gateways = world.gateways.map((gateway): NodePlan => {
    const { name, faults } = gateway;
    const methods = gatewayMethods(gateway, nowMs);
    return { name, kind: "gateway", methods, faults: faultsOf(faults), routes: GATEWAY_ROUTES };
  });
  const plans = [...teepods, ...gateways];
  const names = plans.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new SimulatorError("SIMULATOR_NODES", `Two nodes have the name ${JSON.stringify(twice)}. Give each its own.`);
  return plans;
};
