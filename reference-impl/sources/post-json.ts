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

type Try = { readonly canPass: boolean; readonly why: string } | { readonly body: Buffer };

const NO_BODY = Buffer.alloc(0);

/** Most bodies come in one piece, which is not copied. */
const joined = (chunks: readonly Buffer[]): Buffer =>
  chunks.length > 1 ? Buffer.concat(chunks) : (chunks[0] ?? NO_BODY);

const postOnce = (pool: Pool, post: JsonPost, limits: CallLimits, clock: Clock, onHeard: () => void): Promise<Try> =>
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
      resolve({ canPass: true, why: timeout.message });
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
          onHeard();
        },
        onResponseData: (controller, chunk) => {
          answerBytes += chunk.length;
          if (answerBytes <= limits.maxAnswerBytes) chunks.push(chunk);
          else controller.abort(new Error(`the answer is longer than ${limits.maxAnswerBytes} bytes`));
        },
        onResponseEnd: () => {
          if (statusCode === 200) finish({ body: joined(chunks) });
          else finish({ canPass: statusCode >= 500, why: `status ${statusCode}${errorInAnswer(joined(chunks))}` });
        },
        onResponseError: (_, error) =>
          finish({ canPass: answerBytes <= limits.maxAnswerBytes, why: error.message || error.name }),
      },
    );
  });

/**
 * Posts JSON and reads the body that answers it with 200, within the limits. Never rejects: the upstream's faults are data. `onHeard` is
 * told when an answer begins, whatever its status.
 */
export const postJson = async <Value>(
  pool: Pool,
  post: JsonPost,
  read: (body: Buffer) => Answer<Value>,
  limits: CallLimits,
  clock: Clock,
  onHeard: () => void = () => {},
): Promise<Answer<Value>> => {
  let why = "it was never called";
  for (let attempt = 0; attempt < limits.attempts; attempt += 1) {
    const result = await postOnce(pool, post, limits, clock, onHeard);
    if ("body" in result) return read(result.body);
    why = result.why;
    if (!result.canPass) break;
  }
  return { kind: "failed", why };
};
