import { setImmediate } from "node:timers/promises";
import type { Fault, Outcome } from "../../cases/exchange.ts";
import { MAX_ANSWER_BYTES, TOO_LONG_BODY } from "../answer-limits.ts";
import { unansweredDetail, type WireRequest } from "../collect-answer.ts";
import type { Wait } from "../wait.ts";
import type { FetchHandler } from "./app.ts";

/** What a server around the handler answers where it throws, as those of Hono, Next, Deno and Bun do. */
const THREW = 500;

const inChunks = (body: Uint8Array): ReadableStream<Uint8Array> => ReadableStream.from([body]);

/** The headers with what a server sees of a request on the wire beside them. */
const headersOf = ({ headers, body, isChunked }: WireRequest, { host }: URL): Headers => {
  const all = new Headers(headers);
  all.set("host", host);
  if (body === null) return all;
  if (isChunked === true) all.set("transfer-encoding", "chunked");
  else all.set("content-length", String(body.length));
  return all;
};

const requestOf = (wire: WireRequest, origin: URL, signal: AbortSignal): Request => {
  const { method, path, body, isChunked = false } = wire;
  const url = `${origin.origin}${path}`;
  const headers = headersOf(wire, origin);
  if (body === null) return new Request(url, { method, headers, signal });
  if (!isChunked) return new Request(url, { method, headers, signal, body: new Uint8Array(body) });
  return new Request(url, { method, headers, signal, body: inChunks(body), duplex: "half" });
};

const flatHeaders = (headers: Headers): Readonly<Record<string, string>> => {
  const flat: Record<string, string> = {};
  for (const [name, value] of headers) flat[name] = flat[name] === undefined ? value : `${flat[name]}, ${value}`;
  return flat;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));

const bodyOf = async (response: Response): Promise<Uint8Array | null> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (response.body === null) return new Uint8Array();
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

type Answer = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: Uint8Array }>;

const answerOf = async (fetch: FetchHandler, request: Request): Promise<Answer | [Fault, string]> => {
  let response: unknown;
  try {
    response = await fetch(request);
  } catch (error) {
    const body = new TextEncoder().encode(`The application threw: ${reasonOf(error)}`);
    return { status: THREW, headers: { "content-type": "text/plain" }, body };
  }
  if (!(response instanceof Response)) return ["not-http", "the application gave no Response"];
  if (response.status === 0) return ["not-http", "the application gave Response.error()"];
  try {
    const body = await bodyOf(response);
    if (body === null) return ["too-long", TOO_LONG_BODY];
    const isHead = request.method === "HEAD";
    return { status: response.status, headers: flatHeaders(response.headers), body: isHead ? new Uint8Array() : body };
  } catch (error) {
    return ["dropped", `its body ended: ${reasonOf(error)}`];
  }
};

/**
 * Hands one request to a handler and collects the whole answer, or says what came instead within the time that is waited. What has not
 * come by then may be listened for on, and is told to `wait.onSettled`. The handler's faults are data. `origin` is what the handler is called by.
 */
export const askApp = async (
  fetch: FetchHandler,
  wire: WireRequest,
  { origin, wait }: { readonly origin: URL; readonly wait: Wait },
): Promise<Outcome> => {
  const startMs = performance.now();
  const fault = (kind: Fault, detail: string): Outcome => ({
    kind: "fault",
    fault: kind,
    detail,
    latencyMs: performance.now() - startMs,
  });
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let isListening = false;
  const settle = (wasHeard: boolean): void => {
    clearTimeout(timer);
    if (isListening) wait.onSettled?.(wasHeard);
    isListening = false;
  };
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      resolve(fault("timeout", unansweredDetail("whole answer", wait.limitMs)));
      const listenMs = wait.listenMs?.() ?? 0;
      if (listenMs <= 0) return controller.abort();
      isListening = true;
      timer = setTimeout(() => {
        settle(false);
        controller.abort();
      }, listenMs);
    }, wait.limitMs);
  });
  // A handler that never waits would otherwise let no timer and no signal through for as long as a run takes.
  await setImmediate();
  const asked = answerOf(fetch, requestOf(wire, origin, controller.signal)).then(
    (answer): Outcome =>
      "status" in answer ? { kind: "response", ...answer, latencyMs: performance.now() - startMs } : fault(...answer),
  );
  const heard = asked.then((outcome) => {
    settle(true);
    return outcome;
  });
  return Promise.race([heard, late]);
};
