import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { UpstreamMethod } from "../fleet/fleet.ts";
import type { NodeAction, NodeReply } from "../sources/in-process-transport.ts";
import type { SimulatedNode } from "./simulated-node.ts";
import { SimulatorError } from "./simulator-error.ts";
import { takeCall } from "./take-call.ts";

/** A node that listens. `url` is its origin, without a slash at the end. */
export interface PrpcListener {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const LOOPBACK = "127.0.0.1";
const ANSWERED_AT_ONCE = 0;

const send = (response: ServerResponse, { status, body }: NodeReply): void => {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
};

const bodyOf = ([first, ...rest]: readonly Buffer[]): string => {
  if (first === undefined) return "";
  return (rest.length === 0 ? first : Buffer.concat([first, ...rest])).toString("utf8");
};

const act = (action: NodeAction, request: IncomingMessage, response: ServerResponse): void => {
  if (action.kind === "drop") request.socket.destroy();
  else if (action.delayMs === ANSWERED_AT_ONCE) send(response, action.reply);
  // A closed simulator must not keep its process alive for an answer that nobody waits for.
  else setTimeout(send, action.delayMs, response, action.reply).unref();
};

const portOf = async (server: Server): Promise<number> => {
  const problem = await new Promise<Error | null>((resolve) => {
    server.once("error", resolve);
    server.listen(0, LOOPBACK, () => resolve(null));
  });
  const address = server.address();
  if (problem === null && address !== null && typeof address === "object") return address.port;
  const why = problem?.message ?? "no port was given";
  throw new SimulatorError(
    "SIMULATOR_LISTEN",
    `Failed to listen on ${LOOPBACK}: ${why}. Free some ports and try again.`,
  );
};

/**
 * Serves a node's prpc methods on a free loopback port. `routes` gives the method for each request target, query included,
 * so that one look-up decides. Connections are kept alive until `close`. Rejects with `SimulatorError`.
 */
export const listenPrpc = async (
  node: SimulatedNode,
  routes: ReadonlyMap<string, UpstreamMethod>,
): Promise<PrpcListener> => {
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const chunks: Buffer[] = [];
    response.sendDate = false;
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const call = { verb: request.method ?? "", path: request.url ?? "", body: bodyOf(chunks) };
      act(takeCall(node, routes, call), request, response);
    });
  });
  const port = await portOf(server);
  return {
    url: `http://${LOOPBACK}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
