import { errorInAnswer } from "./error-in-answer.ts";
import type { Transport, Try } from "./transport.ts";

/** What a node answers: JSON text in UTF-8, as a rule. */
export interface NodeReply {
  readonly status: number;
  readonly body: string | Buffer;
}

/** What a node does with a call: it answers, after some milliseconds, or drops the connection. */
export type NodeAction =
  | { readonly kind: "reply"; readonly reply: NodeReply; readonly delayMs: number }
  | { readonly kind: "drop" };

/** A node in this very process. */
export interface InProcessNode {
  /** Takes a call: the request target and the body of what would be a POST. */
  readonly take: (path: string, body: string) => NodeAction;
}

const tried = (status: number, body: Buffer, maxAnswerBytes: number): Try => {
  if (body.length > maxAnswerBytes)
    return { kind: "failed", why: `the answer is longer than ${maxAnswerBytes} bytes`, canPass: false, isHeard: true };
  if (status === 200) return { kind: "answered", body };
  return { kind: "failed", why: `status ${status}${errorInAnswer(body)}`, canPass: status >= 500, isHeard: true };
};

/** A node that is reached without a connection, and fails as it would over one. */
export const inProcessTransport = (node: InProcessNode): Transport => ({
  post: ({ path, body }, { timeoutMs, maxAnswerBytes }, clock) => {
    const action = node.take(path, body);
    if (action.kind === "drop")
      return Promise.resolve({ kind: "failed", why: "other side closed", canPass: true, isHeard: false });
    const { reply, delayMs } = action;
    const answer = (): Try => tried(reply.status, Buffer.from(reply.body), maxAnswerBytes);
    if (delayMs === 0) return Promise.resolve(answer());
    return new Promise((resolve) => {
      clock.after(Math.min(delayMs, timeoutMs), () =>
        resolve(
          delayMs < timeoutMs
            ? answer()
            : { kind: "failed", why: `no answer within ${timeoutMs} ms`, canPass: true, isHeard: false },
        ),
      );
    });
  },
  close: () => Promise.resolve(),
});
