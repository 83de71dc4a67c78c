import { STATUS_CODES } from "node:http";
import { type FastifyInstance, fastify } from "fastify";
import { detailReply, type Reply } from "./reply.ts";
import { send } from "./send.ts";

/** What a front is made of. */
export interface FrontParts {
  /** Told of every problem that is not the client's. */
  readonly onProblem: (problem: unknown) => void;
  /** How long a client may take to send a request, headers and body. */
  readonly requestTimeoutMs: number;
}

const CLIENT_ERRORS = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", 408],
  ["HPE_HEADER_OVERFLOW", 431],
]);

/** The whole answer to bytes that are not HTTP, or that did not come in time. */
const rawAnswer = (status: number): string => {
  const body = JSON.stringify({ detail: STATUS_CODES[status] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
};

/** A server that no request brings down and that leaves all bodies to its routes. Its routes are yet to be added. */
export const createFront = ({ onProblem, requestTimeoutMs }: FrontParts): FastifyInstance => {
  const methodsAt = new Map<string, Set<string>>();
  const unrouted = (url: string): Reply => {
    const methods = methodsAt.get(url.split("?", 1)[0] ?? url);
    return methods === undefined
      ? detailReply(404, "Not Found")
      : detailReply(405, "Method Not Allowed", { allow: [...methods].join(", ") });
  };

  const app = fastify({
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: Math.min(1_000, requestTimeoutMs) },
    // Pages keep connections and event streams open, and stalled answers never end by themselves.
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    frameworkErrors: (_, request, reply) => send(reply, unrouted(request.raw.url ?? "")),
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(rawAnswer(CLIENT_ERRORS.get(error.code ?? "") ?? 400));
      socket.destroySoon();
    },
  });

  for (const method of app.supportedMethods) app.addHttpMethod(method, { hasBody: false, overrideExisting: true });
  app.addHook("onRoute", ({ url, method }) => {
    if (url.includes("*")) return;
    methodsAt.set(url, new Set([...(methodsAt.get(url) ?? []), ...[method].flat()]));
  });
  app.setNotFoundHandler((request, reply) => send(reply, unrouted(request.raw.url ?? "")));
  app.setErrorHandler((problem, _, reply) => {
    onProblem(problem);
    return send(reply, detailReply(503, "Service Unavailable", { "retry-after": "1" }));
  });
  return app;
};
