import type { RequestHeaders } from "../auth/authenticate.ts";
import type { Reply } from "./reply.ts";

/** A request whose body has not been read yet. */
export interface RouteRequest {
  readonly headers: RequestHeaders;
  /** Names the request in logs. */
  readonly requestId: string;
  /** Says, for the logs, which key the request came with. */
  readonly identify: (keyName: string) => void;
  /** Resolves with the body, or with the answer that is due in its place. */
  readonly body: () => Promise<{ readonly bytes: Buffer } | { readonly reply: Reply }>;
}

/** One method of one path. */
export interface Route {
  readonly method: "GET" | "PUT" | "PATCH";
  readonly path: string;
  /** Counts against what the server can bear. */
  readonly isBounded?: boolean;
  readonly handle: (request: RouteRequest) => Promise<Reply>;
}
