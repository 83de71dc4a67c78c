import { createServer, type RequestListener } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { SentRequest } from "../cases/exchange.ts";
import { SendingLimit } from "./sending-limit.ts";
import { openTarget, type Target } from "./target.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const REQUEST: SentRequest = {
  credential: "none",
  credentialHasWorked: false,
  method: "PATCH",
  path: "/",
  headers: { "content-type": "application/json" },
  body: Buffer.from("{}"),
};

const open = async (listener: RequestListener, endsAtMs: number | null = null): Promise<Target> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const target = openTarget({
    url: new URL(`http://127.0.0.1:${address.port}/`),
    connections: 1,
    timeoutMs: 2_000,
    ratePerSecond: null,
    credentialHeaders: () => ({}),
    extraHeaders: () => ({ headers: {}, isWhole: true }),
    cutOff: new AbortController().signal,
    endsAtMs,
    sendings: new SendingLimit(null),
    now: () => 0,
  });
  closers.push(target.close, () => server.close().closeAllConnections());
  return target;
};

describe("a target", () => {
  const codingProblemOf = async (coding: string, bytes: Uint8Array | string) => {
    const target = await open((_, response) => {
      response.writeHead(200, { "content-encoding": coding }).end(bytes);
    });
    const { outcome } = await target.send(REQUEST);
    if (outcome.kind === "fault") return outcome.fault;
    return [Buffer.from(outcome.body).toString("latin1"), outcome.codingProblem];
  };
  const text = Buffer.from('{"total":0}');

  it.each([
    ["gzip", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    ["GZIP", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["deflate", deflateRawSync(text)],
    ["br", brotliCompressSync(text)],
    ["zstd", zstdCompressSync(text)],
    ["gzip, br", brotliCompressSync(gzipSync(text))],
    ["identity", text],
    ["", text],
  ] as const)("has no problem with an answer that is in %s", async (coding, bytes) => {
    expect(await codingProblemOf(coding, bytes)).toEqual([text.toString(), undefined]);
  });

  it.each([
    ["gzip", text],
    ["gzip", gzipSync(text).subarray(0, -5)],
    ["gzip", deflateSync(text)],
    ["deflate", text],
    ["br", text],
    ["br", brotliCompressSync(text).subarray(0, -2)],
    ["zstd", text],
    ["zstd", zstdCompressSync(text).subarray(0, -2)],
    ["gzip, br", gzipSync(text)],
  ] as const)("keeps the bytes of an answer that is not in %s, and says why", async (coding, bytes) => {
    const problem = { kind: "damaged", coding: coding.split(", ").at(-1), detail: expect.stringMatching(/./) };
    expect(await codingProblemOf(coding, bytes)).toEqual([bytes.toString("latin1"), problem]);
  });

  it("keeps the bytes of an answer in a coding that it does not know", async () => {
    const problem = { kind: "unknown", coding: "utf-8", detail: "no known coding has this name" };
    expect(await codingProblemOf("UTF-8", text)).toEqual([text.toString(), problem]);
  });

  it("takes no body for one in any coding", async () => {
    expect(await codingProblemOf("gzip", "")).toEqual(["", undefined]);
  });

  it("gets a body in chunks where it is to, and else with its length", async () => {
    const seen: unknown[] = [];
    const target = await open(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { "transfer-encoding": coding, "content-length": length } = request.headers;
      seen.push([coding, length, Buffer.concat(chunks).toString()]);
      response.end("{}");
    });
    const body = Buffer.from('{"limit":5}');
    await target.send({ ...REQUEST, body, isChunked: true });
    await target.send({ ...REQUEST, body: Buffer.from("{"), isChunked: true });
    await target.send({ ...REQUEST, body });
    expect(seen).toEqual([
      ["chunked", undefined, '{"limit":5}'],
      ["chunked", undefined, "{"],
      [undefined, "11", '{"limit":5}'],
    ]);
  });

  it("is read no further than 8 MiB, and the connection is dropped", async () => {
    const closed = Promise.withResolvers<number>();
    const target = await open((_, response) => {
      const filling = Buffer.alloc(64 * 1024, " ");
      let sent = 0;
      const send = (): void => {
        while (!response.destroyed && response.write(filling)) sent += filling.length;
      };
      response.on("drain", send).on("close", () => closed.resolve(sent));
      send();
    });
    const { outcome } = await target.send(REQUEST);
    expect(outcome).toMatchObject({ fault: "too-long", detail: "its body is longer than 8 MiB" });
    expect(await closed.promise).toBeLessThan(32 * 1024 * 1024);
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ] as const)("is too long as well where its body is so once it is unpacked: %s", async (coding, encode) => {
    const packed = encode(Buffer.alloc(9 * 1024 * 1024, " "));
    const target = await open((_, response) => response.writeHead(200, { "content-encoding": coding }).end(packed));
    const { outcome } = await target.send(REQUEST);
    expect(outcome).toMatchObject({ fault: "too-long", detail: "its body is longer than 8 MiB" });
  });

  it("is read with headers of 100 KiB, and too long with such of 200", async () => {
    const target = await open((request, response) => {
      response.setHeader("x-long", "a".repeat((request.headers["x-kib"] === "100" ? 100 : 200) * 1024)).end("{}");
    });
    const sent = await Promise.all(
      ["100", "200"].map((kib) => target.send({ ...REQUEST, headers: { ...REQUEST.headers, "x-kib": kib } })),
    );
    expect(sent.map(({ outcome }) => outcome)).toMatchObject([
      { kind: "response", status: 200 },
      { fault: "too-long", detail: "its headers are longer than 128 KiB" },
    ]);
  });

  it("that continues without being asked to can't be read, and that is said", async () => {
    const target = await open((_, response) => {
      response.writeContinue();
      response.end();
    });
    await expect(target.send(REQUEST)).rejects.toMatchObject({ code: "CONTINUE_UNASKED" });
  });

  it("is asked on one connection after another when it is asked patiently, else on the same", async () => {
    const ports: (number | undefined)[] = [];
    const target = await open((request, response) => {
      ports.push(request.socket.remotePort);
      response.end();
    });
    for (const isPatient of [false, false, true, true]) await target.send(REQUEST, isPatient);
    expect(new Set(ports.slice(0, 2)).size).toBe(1);
    expect(new Set(ports).size).toBe(3);
  });

  it("is waited for no longer than the run goes on, and what was cut so is no fault of it", async () => {
    const target = await open(() => {}, performance.now() - 900);
    await expect(target.send(REQUEST)).rejects.toMatchObject({ code: "CUT_OFF" });
  });

  it("that drops a connection when the time is almost over has dropped it", async () => {
    const target = await open((request) => request.destroy(), performance.now());
    expect(await target.send(REQUEST)).toMatchObject({ outcome: { kind: "fault", fault: "dropped" } });
  });

  it("is asked patiently after the time is over", async () => {
    const target = await open((_, response) => response.end(), performance.now() - 10_000);
    expect(await target.send(REQUEST, true)).toMatchObject({ outcome: { kind: "response" } });
    expect(await target.reach(true)).toBeNull();
  });
});
