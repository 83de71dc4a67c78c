import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { exchangeBytes, proxiedPerTest } from "./testing/proxied.ts";

const start = proxiedPerTest();

describe("a proxy that is told to end", () => {
  const slow = async () => {
    let answer: () => void = () => {};
    let hasCome: () => void = () => {};
    const came = new Promise<void>((resolve) => {
      hasCome = resolve;
    });
    const proxied = await start((_, response) => {
      answer = () => response.end("late");
      hasCome();
    });
    const bytes = exchangeBytes(proxied.proxyUrl, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await came;
    return { ...proxied, bytes, answer: () => answer() };
  };

  it("lets what is under way come to its end", async () => {
    const { proxy, bytes, answer } = await slow();
    const closed = proxy.close(60_000);
    answer();
    expect(await bytes).toMatch(/late$/);
    expect((await closed).requests).toBe(1);
  });

  it("cuts off what does not", async () => {
    const { proxy, bytes } = await slow();
    await proxy.close(10);
    expect(await bytes).toBe("");
  });

  it("does not wait for connections on which nothing was asked", async () => {
    const { proxy, proxyUrl } = await start(() => {});
    const socket = connect(Number(proxyUrl.port), proxyUrl.hostname);
    await once(socket, "connect");
    const closed = once(socket, "close");
    socket.on("error", () => {});
    await proxy.close(60_000);
    await closed;
  });
});

it("tells apart what it could not send on from what passed unjudged", async () => {
  const unsent: string[] = [];
  const { proxyUrl, unjudged } = await start(() => {}, { onUnsent: (problem) => unsent.push(problem) });
  // Node.js writes no `Trailer` before a body that does not come in chunks.
  const answer = await exchangeBytes(
    proxyUrl,
    "GET / HTTP/1.1\r\nHost: x\r\nTrailer: X-A\r\nConnection: close\r\n\r\n",
  );
  expect(answer).toContain("HTTP/1.1 400 Bad Request");
  expect({ unsent, unjudged }).toEqual({ unsent: [expect.stringContaining("ERR_HTTP_TRAILER_INVALID")], unjudged: [] });
});
