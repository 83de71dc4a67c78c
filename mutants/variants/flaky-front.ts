import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { request as send } from "undici";
import { type Listener, REFRESH_PATH } from "./json-listener.ts";

/** Of a thousand requests so many are refused for their pace, fail behind the front, and are dropped. */
const PACED = 10;
const FAILED = 5;
const DROPPED = 2;

const LONGEST_MS = 12;

/** Evenly spread over 0 to 999, the same each time. Source: a linear congruential generator with the constants of Numerical Recipes. */
const draws = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * 1000);
  };
};

const answerJson = (response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ detail: status === 429 ? "Too Many Requests" : "Service Unavailable" }));
};

const passOn = async (to: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host: _, connection: __, "transfer-encoding": ___, ...headers } = request.headers;
  const answer = await send(new URL(request.url ?? "/", to), {
    method: request.method ?? "GET",
    headers,
    body: chunks.length === 0 ? null : Buffer.concat(chunks),
  });
  response.writeHead(answer.statusCode, { "content-type": String(answer.headers["content-type"] ?? "") });
  response.end(Buffer.from(await answer.body.arrayBuffer()));
};

/**
 * Starts a front on a free loopback port, as stands before servers in production: it is slow now and then, refuses some requests for their
 * pace, loses others, and sends whoever asks for something else to a page. What it passes on is the answer of the server at `to`.
 */
export const startFlakyFront = async (to: string, seed: number): Promise<Listener> => {
  const draw = draws(seed);
  const server = createServer(async (request, response) => {
    const isOurs = (request.url ?? "").startsWith(REFRESH_PATH.slice(0, REFRESH_PATH.lastIndexOf("/")));
    if (!isOurs) {
      response.writeHead(302, { location: "/login" }).end();
      return;
    }
    const [lot, pause] = [draw(), draw()];
    await delay((pause / 1000) ** 4 * LONGEST_MS);
    if (lot < PACED) return answerJson(response, 429, { "retry-after": lot === 0 ? "1" : "0" });
    if (lot < PACED + FAILED) return answerJson(response, 503, {});
    if (lot < PACED + FAILED + DROPPED) {
      request.socket.destroy();
      return;
    }
    await passOn(to, request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The front has no port. Free one.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
