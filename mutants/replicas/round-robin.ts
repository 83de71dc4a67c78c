import { Agent, createServer, type IncomingMessage, request as open, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What stands before several servers and sends each request to the next of them. */
export interface RoundRobin {
  readonly url: string;
  /** Has another server take the place of one. */
  readonly replace: (index: number, url: string) => void;
  /** How many requests each server has answered, in the order of their URLs. */
  readonly answered: () => readonly number[];
  readonly close: () => Promise<void>;
}

const KEEP_ALIVE_MS = 600_000;

const refuse = (response: ServerResponse, status: number, detail: string): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify({ detail }));
};

/** The answer to bytes that are not HTTP. */
const refuseBytes = (error: Error & { readonly code?: string }, socket: Socket): void => {
  const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const body = JSON.stringify({ detail: status.slice(4) });
  const lines = ["content-type: application/json", `content-length: ${body.length}`, "connection: close", "", body];
  if (socket.writable) socket.end([`HTTP/1.1 ${status}`, ...lines].join("\r\n"));
  socket.destroySoon();
};

/** Sends a request on as it is, and its answer back. Resolves with whether the server was there at all; then the answer is on its way. */
const passOn = (agent: Agent, to: URL, request: IncomingMessage, response: ServerResponse): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = to;
    const { method = "GET", url = "/", rawHeaders } = request;
    const onward = open({ agent, hostname, port, method, path: url, headers: rawHeaders, setDefaultHeaders: false });
    onward.once("response", (answer) => {
      resolve(true);
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      answer.once("error", () => response.destroy());
    });
    onward.once("error", (problem: NodeJS.ErrnoException) => {
      if (problem.code === "ECONNREFUSED") return resolve(false);
      resolve(true);
      return refuse(response, 502, "Bad Gateway");
    });
    response.once("close", () => onward.destroy());
    onward.once("socket", (socket) => {
      // Nothing of the body is taken before there is somebody to take it, so that it is still there for the next server.
      if (!socket.connecting) request.pipe(onward);
      else socket.once("connect", () => request.pipe(onward));
    });
  });

/** Starts a front on a free loopback port. A server that is not there is passed over. */
export const startRoundRobin = async (urls: readonly string[]): Promise<RoundRobin> => {
  const agent = new Agent({ keepAlive: true });
  const servers = urls.map((url) => ({ url: new URL(url), answered: 0 }));
  let next = 0;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const _ of servers) {
      const server = servers[next % servers.length];
      next += 1;
      if (server !== undefined && (await passOn(agent, server.url, request, response))) {
        server.answered += 1;
        return;
      }
    }
    refuse(response, 502, "Bad Gateway");
  };
  const front = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  front.on("clientError", refuseBytes);
  // No connection ends just when a client sends on it again.
  front.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const address = front.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    replace: (index, another) => {
      const server = servers[index];
      if (server === undefined) throw new RangeError(`There is no server ${index}.`);
      server.url = new URL(another);
    },
    answered: () => servers.map(({ answered }) => answered),
    close: async () => {
      await new Promise((resolve) => {
        front.close(resolve);
        front.closeAllConnections();
      });
      agent.destroy();
    },
  };
};
