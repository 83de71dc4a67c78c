import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "undici";
import type { Exchange, Outcome, SentRequest } from "../cases/exchange.ts";
import { MAX_ANSWER_BYTES, MAX_HEADER_BYTES, TOO_LONG_BODY } from "./answer-limits.ts";
import { collectAnswer, errorText } from "./collect-answer.ts";
import { decodeContent } from "./content-coding.ts";
import { CutOffError } from "./cut-off-error.ts";
import { isUnreachable } from "./is-unreachable.ts";
import { TargetError } from "./target-error.ts";

/** Where requests go, and how. The secret headers of a credential stay out of every record. */
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
  /** Ends every request that is under way. */
  readonly cutOff: AbortSignal;
}

/** A server under test. */
export interface Target {
  /**
   * Sends one request and records what came of it: the target's faults are data. Content codings of the answer are undone. Patiently, it
   * waits three times as long, and on a connection of its own, for one that was kept alive may be closed just when it is used (RFC 9112
   * section 9.5). Rejects with `CutOffError` once the run is cut off, and with `ContinueError`.
   */
  readonly send: (request: SentRequest, isPatient?: boolean) => Promise<Exchange>;
  /** Resolves when a connection can be opened; rejects with `TargetError` when none can. */
  readonly reach: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** So many times as long a request is waited for that is sent patiently. */
export const PATIENCE = 3;

const decoded = async (outcome: Outcome): Promise<Outcome> => {
  if (outcome.kind === "fault") return outcome;
  const coding = outcome.headers["content-encoding"];
  if (coding === undefined) return outcome;
  const body = await decodeContent(outcome.body, coding, MAX_ANSWER_BYTES);
  return body === "too-long"
    ? { kind: "fault", fault: "too-long", detail: TOO_LONG_BODY, latencyMs: outcome.latencyMs }
    : { ...outcome, body: body ?? outcome.body };
};

/** Opens a target. Nothing is sent before the first call. */
export const openTarget = (options: TargetOptions): Target => {
  const { timeoutMs, ratePerSecond, cutOff } = options;
  const prefix = options.url.pathname.replace(/\/$/, "");
  const open = (pipelining: 0 | 1): Pool =>
    new Pool(options.url.origin, {
      connections: options.connections,
      pipelining,
      headersTimeout: timeoutMs * PATIENCE,
      connectTimeout: timeoutMs,
      maxHeaderSize: MAX_HEADER_BYTES,
    });
  const pool = open(1);
  /** None of its connections is used twice. */
  const freshPool = open(0);
  let nextSlotMs = performance.now();

  const pace = async (perSecond: number): Promise<void> => {
    const slotMs = Math.max(performance.now(), nextSlotMs);
    nextSlotMs = slotMs + 1000 / perSecond;
    await delay(Math.max(0, slotMs - performance.now()), undefined, { signal: cutOff }).catch(() => {});
  };
  const close = async (): Promise<void> => {
    await Promise.all([pool.destroy(), freshPool.destroy()]);
  };
  cutOff.addEventListener("abort", close, { once: true });

  return {
    send: async (request, isPatient = false) => {
      if (ratePerSecond !== null) await pace(ratePerSecond);
      if (cutOff.aborted) throw new CutOffError();
      const { method, path, headers, body } = request;
      const wire = {
        method,
        path: `${prefix}${path}`,
        headers: { ...options.extraHeaders, ...headers, ...options.credentialHeaders(request.credential) },
        body,
      };
      const outcome = isPatient
        ? await collectAnswer(freshPool, wire, timeoutMs * PATIENCE)
        : await collectAnswer(pool, wire, timeoutMs);
      // What the cut itself did to a request says nothing of the target.
      if (cutOff.aborted) throw new CutOffError();
      return { request, outcome: await decoded(outcome) };
    },
    reach: async () => {
      try {
        const response = await freshPool.request({ method: "GET", path: `${prefix}/`, headers: options.extraHeaders });
        await response.body.dump();
      } catch (error) {
        if (isUnreachable(error)) throw new TargetError(options.url.href, errorText(error));
      }
    },
    close,
  };
};
