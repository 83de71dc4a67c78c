import type { Pool } from "undici";
import type { Clock } from "../clock.ts";
import type { Answer } from "../refresh/evidence.ts";
import { errorInAnswer } from "./error-in-answer.ts";

/** One prpc call. `path` is the whole path with its query. */
export interface JsonPost {
  readonly path: string;
  readonly body: string;
  /** Sent beside the content type. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a call may cost. */
export interface CallLimits {
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** How often a call is made in all; only faults that may pass (no answer, or a 5xx) are tried again. */
  readonly attempts: number;
}

/** What one try came to. `isHeard`: an answer came, of whatever status, to its end or to the limit. */
export type Try =
  | { readonly kind: "answered"; readonly body: Buffer }
  | { readonly kind: "failed"; readonly why: string; readonly canPass: boolean; readonly isHeard: boolean };

/** Has a try sent now or when it is its turn, or not at all: then null. */
export type Turn = (send: () => Promise<Try>) => Promise<Try | null>;

const NO_BODY = Buffer.alloc(0);

/** Most bodies come in one piece, which is not copied. */
const joined = (chunks: readonly Buffer[]): Buffer =>
  chunks.length > 1 ? Buffer.concat(chunks) : (chunks[0] ?? NO_BODY);

const postOnce = (pool: Pool, post: JsonPost, limits: CallLimits, clock: Clock): Promise<Try> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let statusCode = 0;
    let answerBytes = 0;
    let abort: ((reason: Error) => void) | null = null;
    let timeout: Error | null = null;
    const finish = (result: Try): void => {
      cancel();
      resolve(result);
    };
    const cancel = clock.after(limits.timeoutMs, () => {
      timeout = new Error(`no answer within ${limits.timeoutMs} ms`);
      abort?.(timeout);
      resolve({ kind: "failed", why: timeout.message, canPass: true, isHeard: false });
    });
    pool.dispatch(
      {
        method: "POST",
        path: post.path,
        body: post.body,
        headers: { "content-type": "application/json", ...post.headers },
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart: (controller) => {
          abort = (reason) => controller.abort(reason);
          // It waited for a connection so long that nobody wants the answer any more.
          if (timeout !== null) controller.abort(timeout);
        },
        onResponseStart: (_, status) => {
          statusCode = status;
        },
        onResponseData: (controller, chunk) => {
          answerBytes += chunk.length;
          if (answerBytes <= limits.maxAnswerBytes) chunks.push(chunk);
          else controller.abort(new Error(`the answer is longer than ${limits.maxAnswerBytes} bytes`));
        },
        onResponseEnd: () => {
          if (statusCode === 200) return finish({ kind: "answered", body: joined(chunks) });
          const why = `status ${statusCode}${errorInAnswer(joined(chunks))}`;
          return finish({ kind: "failed", why, canPass: statusCode >= 500, isHeard: true });
        },
        onResponseError: (_, error) => {
          const isTooLong = answerBytes > limits.maxAnswerBytes;
          finish({ kind: "failed", why: error.message || error.name, canPass: !isTooLong, isHeard: isTooLong });
        },
      },
    );
  });

/**
 * Posts JSON and reads the body that answers it with 200, within the limits. Never rejects: the upstream's faults are data. Each try
 * waits for a turn of its own.
 */
export const postJson = async <Value>(
  pool: Pool,
  post: JsonPost,
  read: (body: Buffer) => Answer<Value>,
  limits: CallLimits,
  clock: Clock,
  turn: Turn = (send) => send(),
): Promise<Answer<Value>> => {
  let why = "it was never called";
  for (let attempt = 0; attempt < limits.attempts; attempt += 1) {
    const result = await turn(() => postOnce(pool, post, limits, clock));
    if (result === null) break;
    if (result.kind === "answered") return read(result.body);
    why = result.why;
    if (!result.canPass) break;
  }
  return { kind: "failed", why };
};
