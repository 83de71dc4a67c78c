import { once } from "node:events";
import { request } from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openSocket, sendRaw, untilClosed } from "../testing/raw-http.ts";
import { createServer, type ServerParts } from "./create-server.ts";
import { overloadGuard } from "../operations/overload-guard.ts";
import type { Reply } from "./reply.ts";
import type { Route } from "./route.ts";

const MIB = 1024 * 1024;
const TIMEOUTS = { headersTimeoutMs: 10_000, requestTimeoutMs: 10_000, idleTimeoutMs: 10_000, checkEveryMs: 1_000 };

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
    onAnswered: () => {},
    timeouts: TIMEOUTS,
    log: null,
    guard: null,
    tellsRequestId: false,
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
    const url = await started({
      timeouts: { ...TIMEOUTS, headersTimeoutMs: 50, requestTimeoutMs: 100, checkEveryMs: 10 },
    });
    const stalled = /^HTTP\/1.1 408 .*\{"detail":"Request Timeout"\}$/s;
    expect(await sendRaw(url, ["PATCH /echo HTTP/1.1", "Host: x", "Content-Length: 9", "", "{"])).toMatch(stalled);
    expect(await sendRaw(url, ["PATCH /echo HTTP/1.1", "Host"])).toMatch(stalled);
    expect(await sendRaw(url, [""])).toMatch(stalled);
  });

  it("ends with 408 a request that goes on forever, a byte at a time", async () => {
    const url = await started({
      timeouts: { ...TIMEOUTS, headersTimeoutMs: 50, requestTimeoutMs: 100, checkEveryMs: 10 },
    });
    for (const start of [
      "PATCH /echo HTTP/1.1\r\nX-Drip: ",
      "PATCH /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\n",
    ]) {
      const socket = await openSocket(url);
      const answer = untilClosed(socket);
      socket.write(start);
      const drip = setInterval(() => socket.write("x"), 5);
      expect(await answer).toMatch(/^HTTP\/1.1 408 /);
      clearInterval(drip);
    }
  });

  it("ends a connection that lies idle after its answer, and one whose answer nobody reads", async () => {
    const large: Route = { method: "GET", path: "/large", handle: async () => ok("x".repeat(16 * MIB)) };
    const url = await started({ routes: [look, large], timeouts: { ...TIMEOUTS, idleTimeoutMs: 50 } });
    const idle = await openSocket(url);
    const closed = untilClosed(idle);
    idle.write("GET /echo HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(await closed).toMatch(/"seen"$/);

    const unreading = await openSocket(url);
    unreading.on("error", () => {});
    unreading.write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(unreading, "readable");
    expect((await untilClosed(unreading)).length).toBeLessThan(17 * MIB);
  });

  it("answers 503 with Retry-After to more than it can bear, and then goes on", async () => {
    const held: (() => void)[] = [];
    const hold: Route = {
      method: "GET",
      path: "/hold",
      isBounded: true,
      handle: () => new Promise((resolve) => held.push(() => resolve(ok("held")))),
    };
    const guard = overloadGuard(2);
    const url = await started({ routes: [hold], guard });
    const first = [asked(`${url}/hold`, "GET"), asked(`${url}/hold`, "GET")];
    await vi.waitFor(() => expect(held).toHaveLength(2));
    const { status, headers, body } = await asked(`${url}/hold`, "GET");
    expect([status, headers["retry-after"], body]).toEqual([503, "1", { detail: "Too many requests are in hand" }]);
    for (const release of held) release();
    expect(await Promise.all(first)).toMatchObject([{ body: "held" }, { body: "held" }]);
    await vi.waitFor(() => expect(guard.inHand()).toBe(0));
  });

  it("counts what is in hand until it is done, also where its sender has gone away", async () => {
    const held = Promise.withResolvers<() => void>();
    const hold: Route = {
      method: "GET",
      path: "/hold",
      isBounded: true,
      handle: () => new Promise((resolve) => held.resolve(() => resolve(ok("held")))),
    };
    const guard = overloadGuard(1);
    const url = await started({ routes: [hold], guard });
    const socket = await openSocket(url);
    socket.write("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
    const release = await held.promise;
    socket.destroy();
    expect(await asked(`${url}/hold`, "GET")).toMatchObject({ status: 503 });
    release();
    await vi.waitFor(() => expect(guard.inHand()).toBe(0));
  });

  it("keeps a log of what it answered, a line of JSON each, and tells the same name for a request", async () => {
    const lines: string[] = [];
    const answered: unknown[] = [];
    const known: Route = {
      method: "GET",
      path: "/known",
      handle: async ({ identify }) => {
        identify("ann");
        return ok("known");
      },
    };
    const log = (line: string) => lines.push(line);
    const url = await started({ routes: [known], log, tellsRequestId: true, onAnswered: (one) => answered.push(one) });
    const { headers } = await asked(`${url}/known?api_key=secret-in-a-url`, "GET");
    await asked(`${url}/nowhere?secret-in-a-url`, "GET");
    await vi.waitFor(() => expect(answered).toHaveLength(2));
    const entries = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "answered");
    expect(entries).toMatchObject([
      {
        reqId: headers["x-request-id"],
        method: "GET",
        path: "/known",
        status: 200,
        key: "ann",
        remoteAddress: "127.0.0.1",
      },
      { path: "/nowhere", status: 404, key: null },
    ]);
    expect(answered).toMatchObject([
      { method: "GET", route: "/known", status: 200 },
      { route: "none", status: 404 },
    ]);
    expect(lines.join("")).not.toContain("secret-in-a-url");
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
