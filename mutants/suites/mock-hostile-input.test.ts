import { once } from "node:events";
import { connect } from "node:net";
import { Pool } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMock } from "../../mock/index.ts";
import { type ServerProcess, startServerCommand } from "./command-process.ts";

const PATH = "/api/v1/cvms/instance-ids";
/** So many equal requests: what fails at all fails at one of the first, or once what the others left is too much. */
const TIMES = 300;
const CONNECTIONS = 1_000;
const AT_ONCE = 16;

let server: ServerProcess;
let pool: Pool;
beforeAll(async () => {
  server = await startServerCommand(["mock"], undefined, { NODE_ENV: "production" });
  pool = new Pool(server.url.origin, { connections: AT_ONCE });
});
afterAll(async () => {
  await pool.close();
  await server.stop("SIGTERM");
});

const send = async (body: string | Buffer, contentType: string): Promise<number> => {
  const { statusCode, body: answer } = await pool.request({
    method: "PATCH",
    path: PATH,
    headers: { "content-type": contentType },
    body,
  });
  await answer.json();
  return statusCode;
};

/** Every status that so many equal requests get. */
const statusesOf = async (body: string | Buffer, contentType = "application/json"): Promise<readonly number[]> => {
  const seen = new Set<number>();
  let left = TIMES;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      seen.add(await send(body, contentType));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...seen];
};

const isAlive = async (): Promise<boolean> =>
  (await send('{"limit":1}', "application/json")) === 200 && server.child.exitCode === null;

const deep = "[".repeat(200_000) + "]".repeat(200_000);

describe("hundreds of times", () => {
  it.each<[string, string | Buffer, number]>([
    ["malformed JSON", '{"limit": 5', 422],
    ["a byte order mark", '\uFEFF{"dry_run":true}', 422],
    ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 422],
    ["200,000-deep nesting", deep, 422],
    ["200,000-deep nesting in a property that the contract does not know", `{"x":${deep}}`, 422],
    ["keys that poison careless objects", '{"__proto__":{"limit":0},"constructor":{"prototype":{}}}', 200],
    ["duplicate keys, of which the last is right", '{"limit":501,"limit":1}', 200],
    ["duplicate keys, of which the last is wrong", '{"limit":1,"limit":501}', 422],
    ["an empty body", "", 422],
  ])(
    "%s",
    async (_, body, status) => {
      expect(await statusesOf(body)).toEqual([status]);
      expect(await isAlive()).toBe(true);
    },
    120_000,
  );

  it("a body of 2 MB", async () => {
    expect(await statusesOf(`{"x":"${"x".repeat(2 * 1024 * 1024)}"}`)).toEqual([413]);
    expect(await isAlive()).toBe(true);
  });

  it("another content type", async () => {
    expect(await statusesOf("{}", "text/plain")).toEqual([422]);
  });

  it("a connection that is opened and dropped, a thousand of them", async () => {
    for (let round = 0; round < CONNECTIONS / 100; round += 1) {
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
  });
});

it("a body that is announced and never sent is answered when its time is over, a thousand at once", async () => {
  const mock = await startMock({ requestTimeoutMs: 500 });
  const { hostname, port } = new URL(mock.url);
  try {
    const answers = await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        const socket = connect(Number(port), hostname);
        await once(socket, "connect");
        socket.write(
          `PATCH ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
        );
        const [first]: unknown[] = await once(socket, "data");
        socket.destroy();
        return String(first).slice(0, 12);
      }),
    );
    expect(new Set(answers)).toEqual(new Set(["HTTP/1.1 408"]));
    expect((await fetch(new URL("/__mock/settings", mock.url))).status).toBe(200);
  } finally {
    await mock.close();
  }
});
