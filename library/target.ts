import type { Server } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Answers one request: what Hono, Elysia, SvelteKit and Next handlers are, and any function that speaks the Fetch Standard.
 *
 * @example
 * import { checkServer, type FetchHandler } from "cvm-contract";
 *
 * const handler: FetchHandler = () => Response.json({ detail: "Not yet" }, { status: 501 });
 * const { outcome } = await checkServer({ target: handler, cases: 100 });
 */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/**
 * Answers one request as Node's own server asks it to: what Express, Koa's `callback()` and `http.createServer` work with.
 *
 * @example
 * import { checkServer, type NodeListener } from "cvm-contract";
 *
 * const listener: NodeListener = (_request, response) => response.writeHead(501).end();
 * const { outcome } = await checkServer({ target: { listener }, cases: 100 });
 */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * A Fastify instance, in the few words that a check needs of it: it is made ready, and need not listen.
 *
 * @example
 * import { checkServer, type FastifyLike } from "cvm-contract";
 *
 * export const checked = (app: FastifyLike) => checkServer({ target: app, apiKey: "a member's key" });
 */
export interface FastifyLike {
  readonly ready: () => PromiseLike<unknown>;
  readonly inject: unknown;
  readonly server: unknown;
}

/**
 * The server that a check is about: a URL, or an application in this very process, which needs no port. A function with two parameters
 * or more is taken for a Node listener and any other for a fetch handler; `{ fetch }` and `{ listener }` leave no doubt.
 *
 * @example
 * import { checkServer, type CheckTarget } from "cvm-contract";
 *
 * const target: CheckTarget = { fetch: () => Response.json({}, { status: 501 }) };
 * const { settings } = await checkServer({ target, cases: 100 });
 */
export type CheckTarget =
  | string
  | URL
  | FetchHandler
  | NodeListener
  | { readonly fetch: FetchHandler }
  | { readonly listener: NodeListener }
  | Server
  | FastifyLike;
