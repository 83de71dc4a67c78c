import type { Duplex } from "node:stream";

/** Answers a request: what Hono, Elysia, SvelteKit, Next and the like are at heart. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** What undici calls for a connection to a server. */
export type Connect = (options: object, callback: (error: Error | null, connection: Duplex) => void) => void;

/**
 * A server under test that is in this process, and listens on no port. `fetch`: it is handed requests as objects, and so nothing that
 * these can't be. `connections`: it is an HTTP server that is handed connections, and speaks the whole protocol over them.
 */
export type InProcessApp =
  | { readonly kind: "fetch"; readonly fetch: FetchHandler }
  | { readonly kind: "connections"; readonly connect: Connect };
