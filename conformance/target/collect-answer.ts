import { Readable } from "node:stream";
import { type Dispatcher, errors } from "undici";
import type { Fault, Outcome } from "../cases/exchange.ts";
import { MAX_ANSWER_BYTES, TOO_LONG_BODY, TOO_LONG_HEADERS } from "./answer-limits.ts";
import { ContinueError } from "./continue-error.ts";
import { isUnreachable } from "./is-unreachable.ts";
import type { Wait } from "./wait.ts";

/** A request as undici takes it. */
export interface WireRequest {
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly isChunked?: boolean;
}

/** What is said of a request that got no such thing in time, which is whole milliseconds to people. */
export const unansweredDetail = (what: "whole answer" | "open connection", withinMs: number): string =>
  `no ${what} within ${Math.round(withinMs)} ms`;

/** A body that undici sends in two chunks, for it is not told how long it is. */
const inChunks = (body: Uint8Array): Readable => {
  const middle = Math.floor(body.length / 2);
  return Readable.from([body.subarray(0, middle), body.subarray(middle)].filter(({ length }) => length > 0));
};

/** What can be shown of the beginning of bytes that are no HTTP, a dot for each of the others. */
const printable = (data: string): string =>
  data
    .trimEnd()
    .slice(0, 40)
    .replaceAll(/[^\x20-\x7e]/g, ".");

/** An error in a line, its code first. */
export const errorText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
  const began = error instanceof errors.HTTPParserError && "data" in error ? printable(String(error.data ?? "")) : "";
  return `${code}${error.message || error.name}${began === "" ? "" : `; it began with ${JSON.stringify(began)}`}`;
};

/** undici takes no `100 Continue` that it did not ask for, though clients have to. Source: RFC 9110 section 15.2. */
const isUnaskedContinue = (error: Error): boolean =>
  error instanceof errors.SocketError && error.message === "bad response";

const faultOf = (error: Error): Fault => {
  if (isUnreachable(error)) return "unreachable";
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) return "timeout";
  return error instanceof errors.HTTPParserError ? "not-http" : "dropped";
};

const flatHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> => {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  return flat;
};

/**
 * Sends one request and collects the whole answer, or says what came instead within the time that is waited. What has not come by then may
 * be listened for on, and is told to `wait.onSettled`. The target's faults are data; it rejects only with `ContinueError`. `onStart` is told when
 * the request goes out. It hands undici a handler rather than asking for a stream, which costs a third less.
 */
export const collectAnswer = (
  dispatcher: Pick<Dispatcher, "dispatch">,
  request: WireRequest,
  wait: Wait,
  onStart: () => void = () => {},
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const { limitMs } = wait;
    const startMs = performance.now();
    const chunks: Uint8Array[] = [];
    let length = 0;
    let status = 0;
    let headers: Readonly<Record<string, string>> = {};
    let abort: (reason: Error) => void = () => {};

    let timer: NodeJS.Timeout | undefined;
    let isListening = false;
    const settle = (wasHeard: boolean): void => {
      clearTimeout(timer);
      if (isListening) wait.onSettled?.(wasHeard);
      isListening = false;
    };
    const end = (outcome: Outcome): void => {
      settle(true);
      resolve(outcome);
    };
    const fail = (fault: Fault, detail: string): void =>
      end({ kind: "fault", fault, detail, latencyMs: performance.now() - startMs });
    let isConnected = false;
    timer = setTimeout(() => {
      const reason = new Error(unansweredDetail(isConnected ? "whole answer" : "open connection", limitMs));
      fail(isConnected ? "timeout" : "unreachable", reason.message);
      const listenMs = isConnected ? (wait.listenMs?.() ?? 0) : 0;
      if (listenMs <= 0) return abort(reason);
      isListening = true;
      timer = setTimeout(() => {
        settle(false);
        abort(reason);
      }, listenMs);
    }, limitMs);

    const { isChunked = false, body, ...head } = request;
    const wireBody = isChunked && body !== null ? inChunks(body) : body;
    dispatcher.dispatch(
      { ...head, body: wireBody, headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart: (controller) => {
          isConnected = true;
          onStart();
          abort = (reason) => controller.abort(reason);
        },
        onResponseStart: (_, statusCode, received) => {
          status = statusCode;
          headers = flatHeaders(received);
        },
        onResponseData: (controller, chunk) => {
          length += chunk.length;
          if (length <= MAX_ANSWER_BYTES) {
            chunks.push(chunk);
            return;
          }
          fail("too-long", TOO_LONG_BODY);
          // The connection goes with it: nothing more is read.
          controller.abort(new Error(TOO_LONG_BODY));
        },
        onResponseEnd: () => {
          const [only] = chunks;
          const body = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
          end({ kind: "response", status, headers, body, latencyMs: performance.now() - startMs });
        },
        onResponseError: (_, error) => {
          if (isUnaskedContinue(error)) reject(new ContinueError());
          if (error instanceof errors.HeadersOverflowError) fail("too-long", TOO_LONG_HEADERS);
          fail(faultOf(error), errorText(error));
        },
      },
    );
  });
