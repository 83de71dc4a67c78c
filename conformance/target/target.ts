import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "undici";
import { assertNever } from "../cases/assert-never.ts";
import type { Exchange, ExtraHeaders, Outcome, SentRequest } from "../cases/exchange.ts";
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
  /** What the user has sent along, by the credential that a request goes out with. */
  readonly extraHeaders: (credential: SentRequest["credential"]) => ExtraHeaders;
  /** Ends every request that is under way. */
  readonly cutOff: AbortSignal;
}

/** A server under test. */
export interface Target {
  /**
   * Sends one request and records it as it went out, with the extra headers, and what came of it: the target's faults are data. Content codings of the answer are undone. Patiently, it
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
  const result = await decodeContent(outcome.body, coding, MAX_ANSWER_BYTES);
  switch (result.kind) {
    case "decoded":
      return { ...outcome, body: result.body };
    case "unreadable":
      return { ...outcome, codingProblem: result.problem };
    case "too-long":
      return { kind: "fault", fault: "too-long", detail: TOO_LONG_BODY, latencyMs: outcome.latencyMs };
    default:
      return assertNever(result);
  }
};

const without = (
  names: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !Object.hasOwn(names, name)));

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
      const { method, path, body, credential } = request;
      const secret = options.credentialHeaders(credential);
      const extra = options.extraHeaders(credential);
      const headers = without(secret, { ...extra.headers, ...request.headers });
      const wire = { method, path: `${prefix}${path}`, headers: { ...headers, ...secret }, body };
      const outcome = isPatient
        ? await collectAnswer(freshPool, wire, timeoutMs * PATIENCE)
        : await collectAnswer(pool, wire, timeoutMs);
      // What the cut itself did to a request says nothing of the target.
      if (cutOff.aborted) throw new CutOffError();
      const sent = { ...request, headers, ...(extra.isWhole ? {} : { lacksHeaders: true as const }) };
      return { request: sent, outcome: await decoded(outcome) };
    },
    reach: async () => {
      try {
        const { headers } = options.extraHeaders("none");
        const response = await freshPool.request({ method: "GET", path: `${prefix}/`, headers });
        await response.body.dump();
      } catch (error) {
        if (isUnreachable(error)) throw new TargetError(options.url.href, errorText(error));
      }
    },
    close,
  };
};
