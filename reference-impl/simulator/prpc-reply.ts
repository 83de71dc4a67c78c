/**
 * What a prpc method answers: a status and JSON text in UTF-8.
 * Source: dstack `ra-rpc`: success is 200, every fault of a call is 400 with `{"error": "..."}`.
 */
export interface PrpcReply {
  readonly status: 200 | 400;
  readonly body: string | Buffer;
}

/** One method of a simulated node, given the parsed request body. */
export type PrpcMethod = (request: unknown) => PrpcReply;

/** A successful reply with JSON text made earlier. */
export const prpcOk = (body: string | Buffer): PrpcReply => ({ status: 200, body });

/** The reply to a call that fails. */
export const prpcError = (message: string): PrpcReply => ({ status: 400, body: JSON.stringify({ error: message }) });
