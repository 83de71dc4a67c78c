import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  type RequestListener,
  request as startRequest,
} from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { exchangeBytes, proxiedPerTest } from "./testing/proxied.ts";

const start = proxiedPerTest();

interface Received {
  readonly line: string;
  readonly headers: readonly string[];
  readonly body: string;
  readonly trailers: readonly string[];
}

/** A target that keeps what it gets and answers with nothing much. */
const keeping =
  (received: Received[]): RequestListener =>
  async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({
      line: `${request.method} ${request.url} ${request.httpVersion}`,
      headers: request.rawHeaders,
      body: Buffer.concat(chunks).toString("latin1"),
      trailers: request.rawTrailers,
    });
    response.end("ok");
  };

const ofTheConnection = /^(host|connection)$/i;

/** Headers as `name: value`, without those that each connection has of its own. */
const lasting = (headers: readonly string[]): readonly string[] =>
  headers.flatMap((name, at) => (at % 2 === 1 || ofTheConnection.test(name) ? [] : [`${name}: ${headers[at + 1]}`]));

/** Sends a request to the target itself and through the proxy, and gives what arrived of each. */
const bothWays = async (bytes: string): Promise<readonly Received[]> => {
  const received: Received[] = [];
  const { proxyUrl, targetUrl } = await start(keeping(received));
  await exchangeBytes(targetUrl, bytes);
  await exchangeBytes(proxyUrl, bytes);
  return received.map((one) => ({ ...one, headers: lasting(one.headers) }));
};

describe("a request arrives as it would without the proxy", () => {
  it.each([
    [
      "headers in their order and case, repeated ones too",
      "GET /a?b=c%20d HTTP/1.1\r\nHost: x\r\nX-Zed: 1\r\nx-ALPHA: 2\r\nX-Zed: 3\r\nAccept-Encoding: gzip, br\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n",
    ],
    [
      "a body of given length",
      "PATCH /api/v1/cvms/instance-ids HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\nConnection: close\r\n\r\n\u00fft\r\n",
    ],
    ["no body at all", "PATCH /api/v1/cvms/instance-ids HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
    ["an empty body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"],
    [
      "a body in chunks with trailers",
      "DELETE /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: X-End\r\nConnection: close\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-End: yes\r\n\r\n",
    ],
    ["a request to the server as a whole", "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
  ])("%s", async (_, bytes) => {
    const [direct, proxied] = await bothWays(bytes);
    expect(direct).toBeDefined();
    expect(proxied).toEqual(direct);
  });

  it("but for the name of the host, and what one connection tells the next", async () => {
    const received: Received[] = [];
    const { proxyUrl, targetUrl } = await start(keeping(received));
    await exchangeBytes(
      proxyUrl,
      "GET http://elsewhere:80/x HTTP/1.1\r\nHost: elsewhere\r\nKeep-Alive: timeout=9\r\nUpgrade: h2c\r\nX-Mine: 1\r\nConnection: close, X-Mine\r\n\r\n",
    );
    expect(received[0]).toMatchObject({
      line: "GET /x 1.1",
      headers: ["Host", targetUrl.host, "Connection", "close"],
    });
  });

  it("below the path prefix that the target has", async () => {
    const received: Received[] = [];
    const { targetUrl } = await start(keeping(received));
    const behindPrefix = await start(() => {}, { target: new URL("/prefix/", targetUrl) });
    await exchangeBytes(behindPrefix.proxyUrl, "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect(received[0]?.line).toBe("GET /prefix/a 1.1");
  });
});

const answerTo = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => request.once("response", resolve).once("error", reject));

/** The answer's bytes without the headers that each connection has of its own. */
const lastingBytes = (answer: string): string => answer.replace(/^(?:connection|keep-alive|date):.*\r\n/gim, "");

describe("an answer arrives as it would without the proxy", () => {
  it.each<readonly [string, string, RequestListener]>([
    [
      "status text, headers in their order and case, repeated ones too",
      "GET / HTTP/1.1",
      (_, response) => {
        const headers = ["X-Zed", "1", "SET-cookie", "a=1", "x-alpha", "2", "Set-Cookie", "b=2", "Content-Length", "2"];
        response.writeHead(299, "Rather Fine", headers).end("\u00e9");
      },
    ],
    [
      "a body in chunks, with trailers",
      "GET / HTTP/1.1",
      (_, response) => {
        response.writeHead(200, { Trailer: "X-End" });
        response.write("abc");
        response.addTrailers({ "X-End": "yes" });
        response.end();
      },
    ],
    [
      "the head alone",
      "HEAD /api/v1/cvms/instance-ids HTTP/1.1",
      (_, response) => response.writeHead(200, { "content-length": 99 }).end(),
    ],
    ["no content", "DELETE / HTTP/1.1", (_, response) => response.writeHead(204).end()],
    [
      "an answer of the operation that breaks no law",
      "PATCH /api/v1/cvms/instance-ids HTTP/1.1",
      (_, response) =>
        response
          .writeHead(401, { "Content-Type": "application/json", "WWW-Authenticate": "Bearer" })
          .end('{"detail":"x"}'),
    ],
    [
      "a preflight",
      "OPTIONS /api/v1/cvms/instance-ids HTTP/1.1",
      (_, response) => response.writeHead(204, { "Access-Control-Allow-Origin": "*" }).end(),
    ],
  ])("%s", async (_, line, listener) => {
    const { proxyUrl, targetUrl, unjudged } = await start(listener);
    const bytes = `${line}\r\nHost: x\r\nConnection: close\r\n\r\n`;
    const direct = await exchangeBytes(targetUrl, bytes);
    expect(direct).toContain("HTTP/1.1 ");
    expect(lastingBytes(await exchangeBytes(proxyUrl, bytes))).toBe(lastingBytes(direct));
    expect(unjudged).toEqual([]);
  });

  it("piece by piece where it is a stream", async () => {
    let finish: () => void = () => {};
    const { proxyUrl } = await start((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("data: 1\n\n");
      finish = () => response.end("data: 2\n\n");
    });
    const answer = await answerTo(startRequest(proxyUrl).end());
    expect(String(await once(answer, "data"))).toBe("data: 1\n\n");
    finish();
    expect(String(await once(answer, "data"))).toBe("data: 2\n\n");
  });

  it("after the target was asked whether to go on", async () => {
    const { proxyUrl } = await start(
      () => {},
      {},
      (target) =>
        target.on("checkContinue", (request, response) => {
          response.writeContinue();
          request.resume().on("end", () => response.end("went on"));
        }),
    );
    const request = startRequest(proxyUrl, {
      method: "POST",
      headers: { expect: "100-continue", "content-length": 2 },
    });
    await once(request, "continue");
    const answer = await answerTo(request.end("ab"));
    expect(String(await once(answer, "data"))).toBe("went on");
  });
});

describe("a connection", () => {
  it("is cut off where the target cuts its own off", async () => {
    const { proxyUrl } = await start((_, response) => {
      response.writeHead(200, { "content-length": 10 }).write("abc", () => response.destroy());
    });
    const bytes = await exchangeBytes(proxyUrl, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect(bytes).toMatch(/\r\n\r\nabc$/);
  });

  it("to the target ends when the client gives up", async () => {
    let gone: Promise<unknown> = Promise.resolve();
    let hasCome: () => void = () => {};
    const came = new Promise<void>((resolve) => {
      hasCome = resolve;
    });
    const { proxyUrl, proxy } = await start((request) => {
      gone = once(request.socket, "close");
      hasCome();
    });
    const socket = connect(Number(proxyUrl.port), proxyUrl.hostname);
    socket.write("PATCH /api/v1/cvms/instance-ids HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    await came;
    socket.destroy();
    await gone;
    expect((await proxy.close(0)).findings).toEqual([]);
  });

  it("is handed over as a websocket, both ways", async () => {
    const { proxyUrl } = await start(
      () => {},
      {},
      (target) =>
        target.on("upgrade", (request, socket) => {
          socket.write(
            `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Key: ${request.headers["sec-websocket-key"]}\r\n\r\nhello`,
          );
          socket.on("data", (chunk) => socket.end(`echo ${chunk}`));
        }),
    );
    const socket = connect(Number(proxyUrl.port), proxyUrl.hostname);
    socket.write(
      "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: abc\r\n\r\n",
    );
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += text.endsWith("hello") ? `|${chunk}` : chunk;
      if (text.endsWith("hello")) socket.write("ping");
    });
    await once(socket, "close");
    expect(text).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n[\s\S]*X-Key: abc\r\n\r\nhello\|echo ping$/);
  });

  it("is answered by the target where it declines to hand it over", async () => {
    const { proxyUrl } = await start((_, response) => response.writeHead(403, "No").end("not here"));
    const bytes = await exchangeBytes(
      proxyUrl,
      "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    );
    expect(bytes).toMatch(/^HTTP\/1\.1 403 No\r\n/);
    expect(bytes).toMatch(/not here$/);
  });

  it("to a target that is down is answered by the proxy, which says that it is not the server", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    await new Promise((resolve) => server.close(resolve));
    const { proxyUrl, proxy, unreachable } = await start(() => {}, { target: new URL(`http://127.0.0.1:${port}`) });
    const bytes = await exchangeBytes(
      proxyUrl,
      "PATCH /api/v1/cvms/instance-ids HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
    );
    expect(bytes).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(bytes).toContain("cvm-contract proxy, not the server");
    expect(unreachable).toEqual([expect.stringContaining("ECONNREFUSED")]);
    expect(await proxy.close(0)).toMatchObject({ requests: 1, cases: 0, findings: [] });
  });
});
