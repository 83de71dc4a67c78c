import type { RequestHeaders } from "../auth/authenticate.ts";

/** An HTTP answer before it is sent; `body` becomes JSON, and a `Buffer` is sent as it is. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The last word on every answer of the server, whatever it answers. */
export type FinishReply = (
  reply: Reply,
  request: { readonly method: string; readonly url: string; readonly headers: RequestHeaders },
) => Reply;

/** Sends answers as they are. */
export const finishReply: FinishReply = (reply) => reply;

/** An answer that is only a sentence, in FastAPI's shape. */
export const detailReply = (status: number, detail: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers,
  body: { detail },
});
