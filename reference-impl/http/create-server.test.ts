import { once } from "node:events";
import { request } from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openSocket, sendRaw, untilClosed } from "../testing/raw-http.ts";
import { createServer, type ServerParts } from "./create-server.ts";
import type { Reply } from "./reply.ts";
import type { Route } from "./route.ts";

const MIB = 1024 * 1024;
const TIMEOUTS = { headersTimeoutMs: 10_000, requestTimeoutMs: 10_000, checkEveryMs: 1_000 };

const ok = (body: unknown): Reply => ({ status: 200, headers: {}, body });

/** Answers with the length of the body. */
const echo: Route = {
  method: "PATCH",
  path: "/echo",
  handle: async ({ body }) => {
    const reading = await body();
    return "reply" in reading ? reading.reply : ok(reading.bytes.length);
  },
};
const unread: Route = { method: "PATCH", path: "/unread", handle: async () => ok("unread") };
const look: Route = { method: "GET", path: "/echo", handle: async () => ok("seen") };
const fail: Route = { method: "PATCH", path: "/fail", handle: () => Promise.reject(new Error("The disk is full.")) };

const open: { readonly close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const started = async (parts: Partial<ServerParts> = {}): Promise<string> => {
  const server = createServer({
    routes: [echo, look, unread, fail],
    finishReply: (reply) => reply,
    onProblem: () => {},
    timeouts: TIMEOUTS,
    ...parts,
  });
  open.push(server);
  return server.listen({ host: "127.0.0.1", port: 0 });
};

const asked = async (url: string, method: string, body?: string | Buffer) => {
  const response = await request(url, { method, body: body ?? null });
  expect(response.headers["content-type"]).toMatch(/^application\/json/);
  const text = await response.body.text();
  return {
    status: response.statusCode,
    headers: response.headers,
    body: method === "HEAD" ? null : JSON.parse(text),
  };
};

describe("the server", () => {
  it("hands a body over as it came, whatever its type", async () => {
    const url = await started();
    for (const type of ["application/json", "text/plain", "nonsense", 'a/b; c="']) {
      const response = await request(`${url}/echo`, {
        method: "PATCH",
        body: "ünï",
        headers: { "content-type": type },
      });
      expect([response.statusCode, await response.body.json()]).toEqual([200, 5]);
    }
    expect(await asked(`${url}/echo?x=1`, "PATCH")).toMatchObject({ status: 200, body: 0 });
  });

  it("answers another method with 405 and the methods that there are", async () => {
    const url = await started();
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND"]) {
      const { status, headers, body } = await asked(`${url}/echo`, method, method === "POST" ? "{" : undefined);
      expect([method, status, headers.allow]).toEqual([method, 405, "PATCH, GET"]);
      if (method !== "HEAD") expect(body).toEqual({ detail: "Method Not Allowed" });
    }
  });

  it("answers another path with 404", async () => {
    const url = await started();
    for (const path of ["/", "/echo/", "/Echo", "/%zz", "/echo%00", "//echo", `/${"x".repeat(2_000)}`])
      expect(await asked(url + path, "PATCH", "{}")).toMatchObject({ status: 404, body: { detail: "Not Found" } });
  });

  it("answers a body over 1 MiB with 413, and goes on with the connection", async () => {
    const url = await started();
    expect(await asked(`${url}/echo`, "PATCH", Buffer.alloc(MIB))).toMatchObject({ status: 200, body: MIB });
    const { status, headers, body } = await asked(`${url}/echo`, "PATCH", Buffer.alloc(MIB + 1));
    expect([status, headers.connection]).toEqual([413, "keep-alive"]);
    expect(body).toEqual({ detail: "The body is longer than 1048576 bytes" });
  });

  it("answers a body that has no end without waiting for it", async () => {
    const url = await started();
    const answer = await sendRaw(url, ["PATCH /echo HTTP/1.1", "Host: x", "Content-Length: 999999999999", "", "{"]);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);

    const socket = await openSocket(url);
    const chunked = untilClosed(socket);
    socket.write("PATCH /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(MIB, "x"), Buffer.from("\r\n")]);
    const send = (): void => {
      while (socket.write(chunk));
    };
    socket.on("drain", send);
    send();
    expect(await chunked).toMatch(/^HTTP\/1.1 413 /);
  });

  it("answers before the body is there where the body does not matter", async () => {
    const url = await started();
    const socket = await openSocket(url);
    socket.write("PATCH /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
    const [answer] = await once(socket.setEncoding("utf8"), "data");
    expect(answer).toMatch(/^HTTP\/1.1 200 .*"unread"$/s);
    socket.destroy();
  });

  it("answers what is not HTTP with 400, and headers that are too long with 431, as JSON", async () => {
    const url = await started();
    expect(await sendRaw(url, ["nonsense", "", ""])).toMatch(/^HTTP\/1.1 400 .*\{"detail":"Bad Request"\}$/s);
    const long = await sendRaw(url, ["GET /echo HTTP/1.1", "Host: x", `X: ${"x".repeat(20_000)}`, "", ""]);
    expect(long).toMatch(/^HTTP\/1.1 431 .*content-type: application\/json.*"detail"/s);
  });

  it("ends with 408 a request that does not go on, be it in its head or in its body", async () => {
    const url = await started({ timeouts: { headersTimeoutMs: 50, requestTimeoutMs: 100, checkEveryMs: 10 } });
    const stalled = /^HTTP\/1.1 408 .*\{"detail":"Request Timeout"\}$/s;
    expect(await sendRaw(url, ["PATCH /echo HTTP/1.1", "Host: x", "Content-Length: 9", "", "{"])).toMatch(stalled);
    expect(await sendRaw(url, ["PATCH /echo HTTP/1.1", "Host"])).toMatch(stalled);
    expect(await sendRaw(url, [""])).toMatch(stalled);
  });

  it("forgets a request whose sender goes away", async () => {
    const url = await started();
    const socket = await openSocket(url);
    socket.write("PATCH /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
    socket.destroy();
    expect(await asked(`${url}/echo`, "PATCH", "{}")).toMatchObject({ status: 200 });
  });

  it("outlives a thousand connections that are opened and dropped", async () => {
    const url = await started();
    for (let round = 0; round < 10; round += 1) {
      const sockets = await Promise.all(Array.from({ length: 100 }, () => openSocket(url)));
      for (const [index, socket] of sockets.entries()) {
        if (index % 3 === 1) socket.write("PATCH /echo HTTP/1.1\r\nHost: x\r\nContent-Le");
        if (index % 2 === 0) socket.destroy();
        else socket.resetAndDestroy();
      }
    }
    const server = open[0];
    expect(await asked(`${url}/echo`, "PATCH", "{}")).toMatchObject({ status: 200 });
    if (server === undefined || !("server" in server)) throw new Error("There is no server.");
    const count = (): Promise<number> =>
      new Promise((resolve) => Object(server.server).getConnections((_: unknown, open: number) => resolve(open)));
    await vi.waitFor(async () => expect(await count()).toBeLessThanOrEqual(1));
  });

  it("answers with 503 where it is itself at fault, and says so to its keeper", async () => {
    const problems: unknown[] = [];
    const url = await started({ onProblem: (problem) => problems.push(problem) });
    expect(await asked(`${url}/fail`, "PATCH", "{}")).toMatchObject({
      status: 503,
      body: { detail: "Service Unavailable" },
    });
    expect(problems).toEqual([new Error("The disk is full.")]);
  });

  it("lets the last step see and change every answer", async () => {
    const seen: string[] = [];
    const url = await started({
      finishReply: (reply, { method, url: asWritten }) => {
        seen.push(`${method} ${asWritten} ${reply.status}`);
        return { status: 418, headers: { "x-last": "word" }, body: ["\ud800"] };
      },
    });
    const { status, headers, body } = await asked(`${url}/echo?a=b`, "PATCH", "{}");
    expect([status, headers["x-last"], body]).toEqual([418, "word", ["\ud800"]]);
    for (const [path, method] of [
      ["/none", "GET"],
      ["/echo", "PUT"],
      ["/fail", "PATCH"],
      ["/%zz", "GET"],
    ] as const)
      await asked(url + path, method);
    expect(seen).toEqual(["PATCH /echo?a=b 200", "GET /none 404", "PUT /echo 405", "PATCH /fail 503", "GET /%zz 404"]);
  });
});
