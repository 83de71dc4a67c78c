import type { RequestHeaders } from "../auth/authenticate.ts";
import type { Reply } from "./reply.ts";

/** A request whose body has not been read yet. */
export interface RouteRequest {
  readonly headers: RequestHeaders;
  /** Resolves with the body, or with the answer that is due in its place. */
  readonly body: () => Promise<{ readonly bytes: Buffer } | { readonly reply: Reply }>;
}

/** One method of one path. */
export interface Route {
  readonly method: "GET" | "PUT" | "PATCH";
  readonly path: string;
  readonly handle: (request: RouteRequest) => Promise<Reply>;
}
