import { randomUUID } from "node:crypto";
import { type ServerResponse, STATUS_CODES } from "node:http";
import { fastify, type FastifyInstance, LogController, type FastifyReply, type FastifyRequest } from "fastify";
import type { OverloadGuard } from "../operations/overload-guard.ts";
import type { AnsweredRequest } from "../operations/server-metrics.ts";
import { type BodyLimits, readBody } from "./read-body.ts";
import { detailReply, type FinishReply, type Reply } from "./reply.ts";
import type { Route, RouteRequest } from "./route.ts";

/** How long a client may take, in milliseconds. */
export interface ServerTimeouts {
  /** From the start of a request to the end of its headers. */
  readonly headersTimeoutMs: number;
  /** From the start of a request to the end of its body. */
  readonly requestTimeoutMs: number;
  /** How long a connection may lie idle after an answer. */
  readonly idleTimeoutMs: number;
  /** How often headers and bodies are looked at. */
  readonly checkEveryMs: number;
}

/** Told of a problem that is not the client's, and of the request in which it came up. */
export type OnProblem = (problem: unknown, requestId: string) => void;

/** What a server is made of. */
export interface ServerParts {
  readonly routes: readonly Route[];
  readonly finishReply: FinishReply;
  readonly onProblem: OnProblem;
  readonly timeouts: ServerTimeouts;
  /** Takes a line of JSON for each request that was answered; null keeps no log. */
  readonly log: ((line: string) => void) | null;
  readonly onAnswered: (request: AnsweredRequest) => void;
  /** Bounds what is in hand of the routes that are bounded; null takes whatever comes. */
  readonly guard: OverloadGuard | null;
  /** Answers say, as `x-request-id`, what the logs call their request. */
  readonly tellsRequestId: boolean;
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

const overloaded: Reply = Object.freeze(detailReply(503, "Too many requests are in hand", { "retry-after": "1" }));

/** Resolves once an answer is sent, or nobody is there any more to take it. */
const untilClosed = (response: ServerResponse): Promise<void> =>
  response.destroyed ? Promise.resolve() : new Promise((resolve) => response.once("close", () => resolve()));

/** Does a request's work within what can be borne: it counts until it is done, and its answer taken. Source: RFC 9110 section 15.6.4. */
const guarded = async (
  guard: OverloadGuard | null,
  response: ServerResponse,
  work: () => Promise<Reply>,
): Promise<Reply> => {
  if (guard === null) return work();
  if (!guard.enter()) return overloaded;
  const done = work();
  void Promise.allSettled([done, untilClosed(response)]).then(guard.leave);
  return done;
};

/** What the server is made of: everything that does not depend on its routes. */
const bareServer = (
  { timeouts, log }: Pick<ServerParts, "timeouts" | "log">,
  onNoRequest: ServerEvents,
): FastifyInstance =>
  fastify({
    requestTimeout: timeouts.requestTimeoutMs,
    connectionTimeout: timeouts.idleTimeoutMs,
    keepAliveTimeout: timeouts.idleTimeoutMs,
    http: { headersTimeout: timeouts.headersTimeoutMs, connectionsCheckingInterval: timeouts.checkEveryMs },
    // Closing is graceful: what was accepted is answered as ever.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
    // Its own lines quote the whole URL, in which a careless client may have put a key.
    logController: new LogController({ disableRequestLogging: true }),
    ...(log === null ? {} : { logger: { level: "info", stream: { write: log } } }),
    frameworkErrors: onNoRequest,
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(rawAnswer(CLIENT_ERRORS.get(error.code ?? "") ?? 400));
      socket.destroySoon();
    },
  });

type ServerEvents = (problem: Error, request: FastifyRequest, reply: FastifyReply) => void;

/** A server that answers every request with JSON, and that no request brings down. Not listening yet. */
export const createServer = (parts: ServerParts): FastifyInstance => {
  const { routes, finishReply, onProblem, onAnswered, guard, tellsRequestId } = parts;
  const keyNames = new WeakMap<FastifyRequest, string>();
  const app = bareServer(parts, (_, request, reply) => send(request, reply, unrouted(request)));

  const unrouted = (request: FastifyRequest): Reply => unroutedReply(routes, request.raw.url ?? "");
  const send = (request: FastifyRequest, reply: FastifyReply, answer: Reply): FastifyReply => {
    const { status, headers, body } = finishReply(answer, {
      method: request.method,
      url: request.raw.url ?? "",
      headers: request.headers,
    });
    return reply
      .code(status)
      .headers({
        "content-type": "application/json",
        ...(tellsRequestId ? { "x-request-id": request.id } : {}),
        ...headers,
      })
      .send(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  };

  // Fastify leaves all bodies alone: what a body deserves is said by the contract, and only after the key was looked at.
  for (const method of app.supportedMethods) app.addHttpMethod(method, { hasBody: false, overrideExisting: true });

  for (const { method, path, isBounded = false, handle } of routes)
    app.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const work = (): Promise<Reply> =>
          handle({
            headers: request.headers,
            requestId: request.id,
            identify: (keyName) => keyNames.set(request, keyName),
            body: () => bodyOf(request),
          });
        return send(request, reply, await guarded(isBounded ? guard : null, reply.raw, work));
      },
    });
  app.setNotFoundHandler((request, reply) => send(request, reply, unrouted(request)));
  app.setErrorHandler((problem, request, reply) => {
    onProblem(problem, request.id);
    return send(request, reply, detailReply(503, "Service Unavailable", { "retry-after": "1" }));
  });
  app.addHook("onResponse", async (request, reply) => {
    const { method } = request;
    const [status, durationMs] = [reply.statusCode, reply.elapsedTime];
    onAnswered({ method, route: request.is404 ? "none" : (request.routeOptions.url ?? "none"), status, durationMs });
    const path = pathOf(request.raw.url ?? "");
    const key = keyNames.get(request) ?? null;
    request.log.info({ method, path, status, durationMs, key, remoteAddress: request.ip }, "answered");
  });
  return app;
};
