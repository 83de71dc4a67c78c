import type { Pool } from "undici";
import type { Clock } from "../clock.ts";
import { errorInAnswer } from "./error-in-answer.ts";
import type { CallLimits, JsonPost, Transport, Try } from "./transport.ts";

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

/** A node that is reached over HTTP, by a pool that is the transport's from now on. */
export const httpTransport = (pool: Pool): Transport => ({
  post: (post, limits, clock) => postOnce(pool, post, limits, clock),
  close: () => pool.destroy(),
});
