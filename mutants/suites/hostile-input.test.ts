import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { type ServerProcess, startServerCommand } from "./command-process.ts";

const PATH = "/api/v1/cvms/instance-ids";
let server: ServerProcess;
beforeAll(async () => {
  server = await startServerCommand(["serve", "--store", "memory", "--fleet", "small"]);
});
afterAll(() => server.stop("SIGTERM"));

type Body = string | Uint8Array<ArrayBuffer>;

const send = async (
  body: Body | null,
  init: { readonly method?: string; readonly path?: string; readonly contentType?: string | null } = {},
) => {
  const contentType = init.contentType === undefined ? "application/json" : init.contentType;
  const response = await fetch(new URL(init.path ?? PATH, server.url), {
    method: init.method ?? "PATCH",
    headers: { "x-api-key": "demo-member-key", ...(contentType === null ? {} : { "content-type": contentType }) },
    // A Blob without a type keeps fetch from adding a content type of its own.
    ...(body === null ? {} : { body: new Blob([body]) }),
  });
  const json: unknown = await response.json();
  const detail = isObject(json) && Array.isArray(json.detail) ? json.detail.filter(isObject) : [];
  return { status: response.status, headers: response.headers, detail };
};

const isAlive = async (): Promise<boolean> => (await send('{"dry_run":true,"limit":1}')).status === 200;

const bytes = (...values: readonly number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(values);

describe("serve under hostile input", () => {
  it.each<[string, Body | null, string | null]>([
    ["malformed JSON", '{"limit": 5', "application/json"],
    ["a byte order mark", '\uFEFF{"dry_run":true}', "application/json"],
    ["invalid UTF-8", bytes(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d), "application/json"],
    ["200,000-deep nesting", "[".repeat(200_000) + "]".repeat(200_000), "application/json"],
    [
      "200,000-deep nesting in an unknown property",
      `{"dry_run":true,"x":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
      "application/json",
    ],
    ["an empty body", "", "application/json"],
    ["no body and no content type", null, null],
    ["another content type", '{"dry_run":true}', "text/plain"],
    ["no content type", '{"dry_run":true}', null],
    ["a body that is no object", "[]", "application/json"],
    ["a number beyond doubles", '{"limit":1e400}', "application/json"],
    ["a number below doubles", '{"limit":-1e400}', "application/json"],
    ["an integer of 5,000 digits", `{"limit":${"9".repeat(5000)}}`, "application/json"],
  ])("answers %s with 422 and says where", async (_, body, contentType) => {
    const { status, detail } = await send(body, { contentType });
    expect(status).toBe(422);
    expect(detail.length).toBeGreaterThan(0);
    for (const fault of detail)
      expect(fault).toMatchObject({ loc: expect.any(Array), msg: expect.any(String), type: expect.any(String) });
    expect(await isAlive()).toBe(true);
  });

  it("answers a body over 1 MiB with 413", async () => {
    expect((await send(`{"dry_run":true,"x":"${"x".repeat(2 * 1024 * 1024)}"}`)).status).toBe(413);
    expect(await isAlive()).toBe(true);
  });

  it("takes keys that poison careless objects for what they are: unknown properties", async () => {
    const { status, headers } = await send(
      '{"__proto__":{"dry_run":false},"constructor":{"prototype":{}},"dry_run":true,"limit":1}',
    );
    expect(status).toBe(200);
    expect(headers.get("x-ignored-properties")).toContain("__proto__");
  });

  it("counts the last of duplicate keys", async () => {
    expect((await send('{"dry_run":true,"limit":501,"limit":1}')).status).toBe(200);
    expect((await send('{"dry_run":true,"limit":1,"limit":501}')).status).toBe(422);
  });

  it("lists every fault of a body", async () => {
    const { status, detail } = await send('{"limit":0,"dry_run":"perhaps","cvm_ids":["a",3,null]}');
    expect(status).toBe(422);
    expect(detail.map((fault) => fault.loc)).toEqual(
      expect.arrayContaining([
        ["body", "limit"],
        ["body", "dry_run"],
        ["body", "cvm_ids", 1],
        ["body", "cvm_ids", 2],
      ]),
    );
  });

  it("answers another method with 405 and Allow, another path with 404", async () => {
    const method = await send(null, { method: "GET", contentType: null });
    expect(method.status).toBe(405);
    expect(method.headers.get("allow")).toContain("PATCH");
    expect((await send(null, { method: "GET", path: "/api/v1/nothing", contentType: null })).status).toBe(404);
  });

  it("outlives a body that is announced and never sent", async () => {
    const socket = connect(Number(server.url.port), server.url.hostname);
    await once(socket, "connect");
    socket.write(
      `PATCH ${PATH} HTTP/1.1\r\nHost: x\r\nX-API-Key: demo-member-key\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    expect(await isAlive()).toBe(true);
    socket.destroy();
    expect(await isAlive()).toBe(true);
  });

  it("outlives a thousand connections opened and dropped", async () => {
    for (let round = 0; round < 10; round += 1) {
      const sockets = await Promise.all(
        Array.from({ length: 100 }, async () => {
          const socket = connect(Number(server.url.port), server.url.hostname);
          socket.on("error", () => socket.destroy());
          await once(socket, "connect");
          return socket;
        }),
      );
      for (const socket of sockets) socket.destroy();
    }
    expect(await isAlive()).toBe(true);
    expect(server.child.exitCode).toBeNull();
  });
});
