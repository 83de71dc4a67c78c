import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../cases/exchange.ts";
import { SendingLimit } from "../sending-limit.ts";
import { openTarget } from "../target.ts";
import type { InProcessApp } from "./app.ts";
import { beyondFetch } from "./beyond-fetch.ts";
import { memoryConnection } from "./memory-connection.ts";
import { serverApp } from "./server-app.ts";

/** Sends one request to an application and gives what came of it. */
const ask = async (
  app: InProcessApp,
  { method = "PATCH", path = "/", isChunked = false, timeoutMs = 2_000, body = "{}" } = {},
): Promise<Outcome> => {
  const target = openTarget({
    url: new URL("http://localhost"),
    app,
    connections: 2,
    timeoutMs,
    ratePerSecond: null,
    credentialHeaders: () => ({ "x-api-key": "secret" }),
    extraHeaders: () => ({ headers: {}, isWhole: true }),
    cutOff: new AbortController().signal,
    endsAtMs: null,
    sendings: new SendingLimit(null),
    now: Date.now,
  });
  try {
    const { outcome } = await target.send({
      credential: "member",
      credentialHasWorked: false,
      method,
      path,
      headers: { "content-type": "application/json" },
      body: new TextEncoder().encode(body),
      ...(isChunked ? { isChunked: true } : {}),
    });
    return outcome;
  } finally {
    await target.close();
  }
};

const bodyOf = (outcome: Outcome): string =>
  outcome.kind === "response" ? new TextDecoder().decode(outcome.body) : `${outcome.fault}: ${outcome.detail}`;

const fetchApp = (fetch: (request: Request) => Response | Promise<Response>): InProcessApp => ({
  kind: "fetch",
  fetch,
});

describe("a fetch handler", () => {
  it("gets method, path, headers and body as a server on the wire would hand them over", async () => {
    const echo = fetchApp(async (request) => {
      const { method, url, headers } = request;
      return Response.json([method, url, Object.fromEntries(headers), await request.text()]);
    });
    expect(JSON.parse(bodyOf(await ask(echo, { path: "/a?b=c", body: "[1]" })))).toEqual([
      "PATCH",
      "http://localhost/a?b=c",
      { "content-type": "application/json", "content-length": "3", host: "localhost", "x-api-key": "secret" },
      "[1]",
    ]);
    const [, , headers, body]: readonly unknown[] = JSON.parse(bodyOf(await ask(echo, { isChunked: true })));
    expect(headers).toMatchObject({ "transfer-encoding": "chunked" });
    expect([headers, body]).toEqual([expect.not.objectContaining({ "content-length": "2" }), "{}"]);
  });

  it.each<[string, string, () => Response | Promise<Response>]>([
    [
      "throws",
      "The application threw: oh no",
      () => {
        throw new Error("oh no");
      },
    ],
    [
      "rejects",
      "The application threw: oh no",
      async () => {
        throw new Error("oh no");
      },
    ],
    ["gives Response.error()", "not-http: the application gave Response.error()", () => Response.error()],
    [
      "ends its body early",
      "dropped: its body ended: cut",
      () =>
        new Response(
          new ReadableStream({
            pull: () => {
              throw new Error("cut");
            },
          }),
        ),
    ],
    ["never answers", "timeout: no whole answer within 30 ms", () => new Promise(() => {})],
    ["never ends its body", "timeout: no whole answer within 30 ms", () => new Response(new ReadableStream({}))],
    ["sends too much", "too-long: ", () => new Response(new Uint8Array(9 * 1024 * 1024))],
  ])("that %s is told as %s", async (_, told, handler) => {
    expect(bodyOf(await ask(fetchApp(handler), { timeoutMs: told.startsWith("timeout") ? 30 : 2_000 }))).toContain(
      told,
    );
  });

  it.each([
    ["PATCH", "/a/./b", "a path that URL spells otherwise, such as one with . or .. in it"],
    ["PATCH", "/a/x/../b", "a path that URL spells otherwise, such as one with . or .. in it"],
    ["TRACE", "/a", "the method TRACE"],
    ["GET", "/a", "a body of GET"],
    ["PATCH", "/a//b/%20%00;x=y?c=%2e", null],
  ])("can't be handed %s %s for %s", (method, path, beyond) => {
    const body = { kind: "json", value: {}, spelling: "plain", damage: null } as const;
    expect(beyondFetch({ method, path, body })).toBe(beyond);
  });
});

describe("a server that does not listen", () => {
  it("speaks HTTP over connections in memory: any path, chunks, and long bodies both ways", async () => {
    const app = serverApp(
      createServer(async (request, response) => {
        const body = await text(request);
        response.end(`${request.url} ${request.headers["transfer-encoding"] ?? "whole"} ${body}`);
      }),
    );
    const long = "x".repeat(3_000_000);
    expect(bodyOf(await ask(app, { path: "/a/./../b" }))).toBe("/a/./../b whole {}");
    expect(bodyOf(await ask(app, { isChunked: true, body: long }))).toBe(`/ chunked ${long}`);
  });

  it.each<[string, string, (socket: NodeJS.WritableStream & { destroy: () => void }) => void]>([
    ["drops the connection", "dropped", (socket) => socket.destroy()],
    ["sends what is no HTTP", "not-http", (socket) => socket.write("SSH-2.0-OpenSSH\r\n")],
  ])("that %s is told as %s", async (_, fault, act) => {
    const app = serverApp(createServer(({ socket }) => act(socket)));
    expect(await ask(app)).toMatchObject({ kind: "fault", fault });
  });
});

describe("a connection in memory", () => {
  it("carries bytes both ways, and the end of each", async () => {
    const [client, server] = memoryConnection();
    server.pipe(server);
    client.end("a".repeat(200_000));
    expect(await text(client)).toBe("a".repeat(200_000));
  });

  it("closes at the other end too", async () => {
    const [client, server] = memoryConnection();
    client.destroy();
    await once(server, "close");
    expect(server.destroyed).toBe(true);
  });
});
