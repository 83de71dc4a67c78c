import type { UpstreamMethod } from "../fleet/fleet.ts";
import type { NodeAction } from "../sources/in-process-transport.ts";
import { prpcError } from "./prpc-reply.ts";
import type { SimulatedNode } from "./simulated-node.ts";

/** One call as it comes in. `path` is the request target, query included. */
export interface IncomingCall {
  readonly verb: string;
  readonly path: string;
  readonly body: string;
}

/** An empty body is a message with every field left out. */
const parseBody = (body: string): unknown => {
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const refused = (message: string): NodeAction => ({ kind: "reply", reply: prpcError(message), delayMs: 0 });

/** What a node does with a call. `routes` gives the method for each request target, so that one look-up decides. */
export const takeCall = (
  node: SimulatedNode,
  routes: ReadonlyMap<string, UpstreamMethod>,
  { verb, path, body }: IncomingCall,
): NodeAction => {
  const method = routes.get(path);
  if (method === undefined || verb !== "POST") return refused(`No such call: ${verb} ${path}`);
  const message = parseBody(body);
  if (message === undefined) return refused(`Failed to decode the request of ${method}: it is not JSON`);
  return node.call(method, message);
};
