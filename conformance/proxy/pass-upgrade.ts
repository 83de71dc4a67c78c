import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { endToEnd, headerIn, pairsOf, type RawHeader } from "./end-to-end.ts";
import { openUpstream } from "./open-upstream.ts";

/** The protocols that a connection may be handed over to; a request to change to another is sent on without that wish. */
export const mayUpgrade = (request: IncomingMessage): boolean =>
  headerIn(pairsOf(request.rawHeaders), "upgrade")?.toLowerCase() === "websocket";

const headOf = (answer: IncomingMessage, headers: readonly RawHeader[]): string =>
  [
    `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    "\r\n",
  ].join("\r\n");

const join = (one: Duplex, other: Duplex): void => {
  one.on("error", () => other.destroy()).once("close", () => other.destroy());
  one.pipe(other);
};

/** Hands a connection over to the target, both ways and unread; where the target declines, its answer goes back and the connection ends. */
export const passUpgrade = (
  request: IncomingMessage,
  client: Duplex,
  head: Uint8Array,
  to: Parameters<typeof openUpstream>[1],
): void => {
  const upstream = openUpstream(request, to, [
    ["Connection", "Upgrade"],
    ["Upgrade", "websocket"],
  ]);
  client.on("error", () => upstream.destroy());
  upstream.on("error", () => client.destroy());
  upstream.once("response", (answer) => {
    client.write(headOf(answer, [...endToEnd(pairsOf(answer.rawHeaders)), ["Connection", "close"]]), "latin1");
    answer.pipe(client);
  });
  upstream.once("upgrade", (answer, socket, rest) => {
    client.write(headOf(answer, pairsOf(answer.rawHeaders)), "latin1");
    client.write(rest);
    socket.write(head);
    join(socket, client);
    join(client, socket);
  });
  upstream.end();
};
