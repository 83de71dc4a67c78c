import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { openSocket, untilClosed } from "../testing/raw-http.ts";
import { watchConnections } from "./open-connections.ts";

const held: ServerResponse[] = [];
const server = createServer((_, response) => held.push(response));
const connections = watchConnections(server);
const GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

afterEach(() => server.closeAllConnections());

const opened = async (first: string): Promise<{ readonly socket: Socket; readonly closed: Promise<string> }> => {
  if (!server.listening) await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const accepted = once(server, "connection");
  const socket = await openSocket(`http://127.0.0.1:${port}`);
  await accepted;
  if (first !== "") socket.write(first);
  return { socket, closed: untilClosed(socket) };
};

it("draining closes connections without a request in hand at once, and the others when they are answered", async () => {
  const silent = await opened("");
  const halfway = await opened("GET / HTTP/1.1\r\nHo");
  const busy = await opened(GET);
  await vi.waitFor(() => expect(held).toHaveLength(1));
  const idle = await opened(GET);
  await vi.waitFor(() => expect(held).toHaveLength(2));
  const answered = once(idle.socket, "data");
  held[1]?.end("1");
  await answered;

  connections.drain();
  await Promise.all([silent.closed, halfway.closed, idle.closed]);
  expect(busy.socket.destroyed).toBe(false);
  held[0]?.end("done");
  expect(await busy.closed).toContain("done");
  await new Promise((resolve) => server.close(resolve));
});
