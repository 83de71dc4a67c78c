import { STATUS_CODES } from "node:http";
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type BodyLimits, readBody } from "./read-body.ts";
import { detailReply, type FinishReply, type Reply } from "./reply.ts";
import type { Route, RouteRequest } from "./route.ts";

/** How long a client may take, in milliseconds. */
export interface ServerTimeouts {
  /** From the start of a request to the end of its headers. */
  readonly headersTimeoutMs: number;
  /** From the start of a request to the end of its body. */
  readonly requestTimeoutMs: number;
  /** How often both are looked at. */
  readonly checkEveryMs: number;
}

/** What a server is made of. */
export interface ServerParts {
  readonly routes: readonly Route[];
  readonly finishReply: FinishReply;
  /** Told of every problem that is not the client's. */
  readonly onProblem: (problem: unknown) => void;
  readonly timeouts: ServerTimeouts;
}

const BODY_LIMITS: BodyLimits = Object.freeze({ maxBytes: 1024 * 1024, maxDiscardedBytes: 16 * 1024 * 1024 });
const CLIENT_ERRORS = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", 408],
  ["HPE_HEADER_OVERFLOW", 431],
]);

const tooLarge = (headers: Readonly<Record<string, string>> = {}): Reply =>
  detailReply(413, `The body is longer than ${BODY_LIMITS.maxBytes} bytes`, headers);

const bodyOf = async (request: FastifyRequest): ReturnType<RouteRequest["body"]> => {
  const body = await readBody(request.raw, BODY_LIMITS);
  switch (body.kind) {
    case "complete":
      return body;
    case "too-large":
      return { reply: tooLarge() };
    case "endless":
      return { reply: tooLarge({ connection: "close" }) };
    case "broken-off":
      return { reply: detailReply(400, "The body broke off") };
  }
};

const pathOf = (url: string): string => url.split("?", 1)[0] ?? url;

/** The answer to a request that no route takes. */
const unroutedReply = (routes: readonly Route[], url: string): Reply => {
  const methods = routes.filter(({ path }) => path === pathOf(url)).map(({ method }) => method);
  return methods.length === 0
    ? detailReply(404, "Not Found")
    : detailReply(405, "Method Not Allowed", { allow: methods.join(", ") });
};

/** The whole answer to bytes that are not HTTP, or that did not come in time. */
const rawAnswer = (status: number): string => {
  const body = JSON.stringify({ detail: STATUS_CODES[status] });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
    "",
    body,
  ].join("\r\n");
};

/** A server that answers every request with JSON, and that no request brings down. Not listening yet. */
export const createServer = ({ routes, finishReply, onProblem, timeouts }: ServerParts): FastifyInstance => {
  const app = fastify({
    requestTimeout: timeouts.requestTimeoutMs,
    http: { headersTimeout: timeouts.headersTimeoutMs, connectionsCheckingInterval: timeouts.checkEveryMs },
    // Closing is graceful: what was accepted is answered as ever.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    frameworkErrors: (_, request, reply) => send(request, reply, unroutedReply(routes, request.raw.url ?? "")),
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(rawAnswer(CLIENT_ERRORS.get(error.code ?? "") ?? 400));
      socket.destroySoon();
    },
  });

  const send = (request: FastifyRequest, reply: FastifyReply, answer: Reply): FastifyReply => {
    const { status, headers, body } = finishReply(answer, {
      method: request.method,
      url: request.raw.url ?? "",
      headers: request.headers,
    });
    return reply
      .code(status)
      .headers({ "content-type": "application/json", ...headers })
      .send(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  };

  // Fastify leaves all bodies alone: what a body deserves is said by the contract, and only after the key was looked at.
  for (const method of app.supportedMethods) app.addHttpMethod(method, { hasBody: false, overrideExisting: true });

  for (const { method, path, handle } of routes)
    app.route({
      method,
      url: path,
      handler: async (request, reply) =>
        send(request, reply, await handle({ headers: request.headers, body: () => bodyOf(request) })),
    });
  app.setNotFoundHandler((request, reply) => send(request, reply, unroutedReply(routes, request.raw.url ?? "")));
  app.setErrorHandler((problem, request, reply) => {
    onProblem(problem);
    return send(request, reply, detailReply(503, "Service Unavailable", { "retry-after": "1" }));
  });
  return app;
};
