import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RoundRobin, startRoundRobin } from "./round-robin.ts";

const servers: Server[] = [];
let front: RoundRobin;

/** A server that answers with its name, the method, the path and the body of what it was sent. */
const startEcho = async (name: string): Promise<string> => {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    response.writeHead(207, { "x-name": name }).end(`${name} ${request.method} ${request.url} ${body}`);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
};

const stop = (server: Server | undefined) =>
  new Promise((resolve) => {
    server?.close(resolve).closeAllConnections();
  });

beforeEach(async () => {
  front = await startRoundRobin([await startEcho("a"), await startEcho("b")]);
});
afterEach(async () => {
  await front.close();
  await Promise.all(servers.splice(0).map(stop));
});

const ask = async (): Promise<string> => {
  const response = await fetch(`${front.url}/path?query`, { method: "PATCH", body: "body" });
  expect([response.status, response.headers.get("x-name")]).toEqual([207, expect.stringMatching(/^[abc]$/)]);
  return response.text();
};

describe("a round-robin", () => {
  it("sends requests as they are to each server in turn", async () => {
    const answers = [await ask(), await ask(), await ask(), await ask()];
    const [a, b] = ["a PATCH /path?query body", "b PATCH /path?query body"];
    expect(answers).toEqual([a, b, a, b]);
    expect(front.answered()).toEqual([2, 2]);
  });

  it("passes over a server that is gone, until another takes its place", async () => {
    await stop(servers[0]);
    expect([await ask(), await ask()].map((answer) => answer[0])).toEqual(["b", "b"]);
    front.replace(0, await startEcho("c"));
    expect([await ask(), await ask()].map((answer) => answer[0]).toSorted()).toEqual(["b", "c"]);
  });

  it("answers 502 where no server is left", async () => {
    await Promise.all(servers.map(stop));
    expect((await fetch(front.url)).status).toBe(502);
  });

  it("answers what is no HTTP itself", async () => {
    const { hostname, port } = new URL(front.url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.end("nonsense\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n.*\{"detail":"Bad Request"\}$/s);
  });
});
