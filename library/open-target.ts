import { createServer, Server } from "node:http";
import { UsageError } from "../cli/index.ts";
import { type FetchHandler, type InProcessApp, serverApp } from "../conformance/index.ts";
import { isObject } from "../contract/index.ts";
import type { CheckTarget, FastifyLike, NodeListener } from "./target.ts";

/** What an application in this process is called by: its requests have this origin, and nothing is sent there. */
export const IN_PROCESS = "http://localhost";

/** A server as it was named: where it is, or an application in this process. */
export type OpenTarget =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "app"; readonly app: InProcessApp };

const ACCEPTED =
  "a URL, a function (request: Request) => Promise<Response>, a Node request listener, an http.Server, or a Fastify instance";

const isFastify = (target: object): target is FastifyLike =>
  "inject" in target && "ready" in target && typeof target.ready === "function" && "server" in target;

const hasFetch = (target: object): target is { readonly fetch: FetchHandler } =>
  "fetch" in target && typeof target.fetch === "function";

const hasListener = (target: object): target is { readonly listener: NodeListener } =>
  "listener" in target && typeof target.listener === "function";

const isListener = (target: FetchHandler | NodeListener): target is NodeListener => target.length >= 2;

const ofFetch = (fetch: FetchHandler): InProcessApp => ({ kind: "fetch", fetch });

const ofListener = (listener: NodeListener): InProcessApp =>
  serverApp(
    createServer((request, response) => {
      const result = listener(request, response);
      // It answered by what it gave back, as fetch handlers do, and would leave the caller waiting.
      if (result instanceof Response) response.writeHead(500).end(WRONG_KIND);
      if (result instanceof Promise)
        result.then(
          (given: unknown) => given instanceof Response && response.writeHead(500).end(WRONG_KIND),
          () => response.destroy(),
        );
    }),
  );

const WRONG_KIND =
  "The target gave a Response back, but has two parameters, so that it was taken for a Node listener. Pass { fetch: target }.";

const ofFastify = async (app: FastifyLike): Promise<InProcessApp> => {
  await app.ready();
  if (app.server instanceof Server) return serverApp(app.server);
  throw new UsageError("The Fastify instance given as target speaks HTTPS or HTTP/2. Let it listen, and pass its URL.");
};

/** Opens the server that was named. Throws `UsageError` on what is none. */
export const openTarget = async (target: CheckTarget): Promise<OpenTarget> => {
  if (typeof target === "string") return { kind: "url", url: target };
  if (target instanceof URL) return { kind: "url", url: target.href };
  if (typeof target === "function") {
    // Express applications are functions; Hono's are objects that have `fetch`.
    return { kind: "app", app: isListener(target) ? ofListener(target) : ofFetch(target) };
  }
  if (isObject(target)) {
    if (target instanceof Server) return { kind: "app", app: serverApp(target) };
    if (isFastify(target)) return { kind: "app", app: await ofFastify(target) };
    if (hasFetch(target)) return { kind: "app", app: ofFetch((request) => target.fetch(request)) };
    if (hasListener(target)) return { kind: "app", app: ofListener(target.listener) };
  }
  throw new UsageError(`target needs ${ACCEPTED}, but ${target === null ? "null" : typeof target} was given.`);
};
