import { setTimeout as delay } from "node:timers/promises";
import { errors, Pool } from "undici";
import type { Exchange, Outcome, SentRequest } from "./exchange.ts";
import { TargetError } from "./target-error.ts";

/** Where requests go, and how. `headers` (credentials among them) go out with the credential's name, and stay out of every record. */
export interface TargetOptions {
  /** Origin and, where there is one, a path prefix. */
  readonly url: URL;
  /** How many requests may be in flight at once. */
  readonly connections: number;
  readonly timeoutMs: number;
  /** Requests a second, or null for as many as will go. */
  readonly ratePerSecond: number | null;
  /** The secret headers of each credential. */
  readonly credentialHeaders: (credential: SentRequest["credential"]) => Readonly<Record<string, string>>;
  /** Sent with each request. */
  readonly extraHeaders: Readonly<Record<string, string>>;
}

/** A server under test. */
export interface Target {
  /** Sends one request and records what came of it. Never rejects: the target's faults are data. */
  readonly send: (request: SentRequest) => Promise<Exchange>;
  /** Resolves when a connection can be opened; rejects with `TargetError` when none can. */
  readonly reach: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Longer answers are cut off and recorded as a fault. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Error codes of a connection that was never opened: refused, no such host, no route, no trusted certificate. */
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ERR_TLS_|DEPTH_ZERO|CERT_|SELF_SIGNED|UNABLE_TO_)/;

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
  return `${code}${error.message}`;
};

const faultOf = (error: unknown, didTimeOut: boolean): "timeout" | "dropped" | "not-http" => {
  if (didTimeOut || error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError)
    return "timeout";
  return error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError
    ? "not-http"
    : "dropped";
};

const flatHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> => {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  return flat;
};

const readAll = async (body: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
};

/** Opens a target. Nothing is sent before the first call. */
export const openTarget = (options: TargetOptions): Target => {
  const prefix = options.url.pathname.replace(/\/$/, "");
  const pool = new Pool(options.url.origin, {
    connections: options.connections,
    pipelining: 1,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    connectTimeout: options.timeoutMs,
  });
  let nextSlotMs = performance.now();

  const pace = async (): Promise<void> => {
    if (options.ratePerSecond === null) return;
    const slotMs = Math.max(performance.now(), nextSlotMs);
    nextSlotMs = slotMs + 1000 / options.ratePerSecond;
    await delay(slotMs - performance.now());
  };

  const exchange = async (request: SentRequest): Promise<Outcome> => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), options.timeoutMs);
    const startMs = performance.now();
    try {
      const response = await pool.request({
        method: request.method,
        path: `${prefix}${request.path}`,
        headers: { ...options.extraHeaders, ...request.headers, ...options.credentialHeaders(request.credential) },
        body: request.body,
        signal: controller.signal,
      });
      const body = await readAll(response.body);
      return {
        kind: "response",
        status: response.statusCode,
        headers: flatHeaders(response.headers),
        body,
        latencyMs: performance.now() - startMs,
      };
    } catch (error) {
      const fault = faultOf(error, controller.signal.aborted);
      return { kind: "fault", fault, detail: textOf(error), latencyMs: performance.now() - startMs };
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    send: async (request) => {
      await pace();
      return { request, outcome: await exchange(request) };
    },
    reach: async () => {
      try {
        const response = await pool.request({ method: "GET", path: `${prefix}/`, headers: options.extraHeaders });
        await response.body.dump();
      } catch (error) {
        const isUnreachable =
          error instanceof errors.ConnectTimeoutError ||
          (error instanceof Error && "code" in error && UNREACHABLE.test(String(error.code)));
        if (isUnreachable) throw new TargetError(options.url.href, textOf(error));
      }
    },
    close: () => pool.destroy(),
  };
};
