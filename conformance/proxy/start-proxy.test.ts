import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { exchangeBytes, type Proxied, startProxied } from "./testing/proxied.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const start = async (...options: Parameters<typeof startProxied>): Promise<Proxied> => {
  const proxied = await startProxied(...options);
  closers.push(proxied.close);
  return proxied;
};

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
