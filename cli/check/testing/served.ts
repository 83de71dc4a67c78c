import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import type { Server, Socket } from "node:net";
import { onTestFinished } from "vitest";
import { isObject } from "../../../contract/index.ts";

/** Has a server listen until the test is over, on a port of 127.0.0.1 (0: a free one) or on a Unix socket, and gives the port. */
export const listenOn = async (server: Server, at: number | string = 0): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    sockets.add(socket);
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  if (typeof at === "number") server.listen(at, "127.0.0.1");
  else server.listen(at);
  await once(server, "listening");
  const address = server.address();
  return isObject(address) && typeof address.port === "number" ? address.port : 0;
};

/** The item of the one CVM that it knows. */
export const ITEM = {
  cvm_id: 1,
  identifier: "a",
  status: "skipped",
  old_instance_id: null,
  new_instance_id: null,
  source: "none",
  verified_with_gateway: false,
  reason: "not_found",
};
/** The counters of an answer that has this item alone. */
export const COUNTERS = { total: 1, scanned: 1, updated: 0, unchanged: 0, skipped: 1, conflicts: 0, errors: 0 };

/** Answers each request as a sound server does that knows one CVM, and 401 to what `lets` does not let in; `lets` sees every request. */
export const soundly =
  (lets: (request: IncomingMessage) => boolean = () => true): RequestListener =>
  (request, response) => {
    request.resume().on("end", () => {
      const status = lets(request) ? 200 : 401;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(status === 200 ? { ...COUNTERS, items: [ITEM] } : { detail: "Not authenticated" }));
    });
  };
