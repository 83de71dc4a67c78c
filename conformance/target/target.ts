import { setTimeout as delay } from "node:timers/promises";
import { type Dispatcher, Pool } from "undici";
import { assertNever } from "../cases/assert-never.ts";
import type { Exchange, ExtraHeaders, Fault, Outcome, SentRequest } from "../cases/exchange.ts";
import { MAX_ANSWER_BYTES, MAX_HEADER_BYTES, TOO_LONG_BODY } from "./answer-limits.ts";
import { collectAnswer, type WireRequest } from "./collect-answer.ts";
import { Connections } from "./connections.ts";
import { decodeContent } from "./content-coding.ts";
import { type Connection, type Route, routeText, STRAIGHT } from "./connection/connection.ts";
import { openDispatcher, type PoolChoice } from "./connection/open-dispatcher.ts";
import type { InProcessApp } from "./in-process/app.ts";
import { askApp } from "./in-process/ask-app.ts";
import { CutOffError } from "./cut-off-error.ts";
import { noteAnswer } from "./note-answer.ts";
import { isTooFast } from "./put-off.ts";
import { isUnmet } from "./is-unreachable.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { SendingLimit } from "./sending-limit.ts";
import { TargetError } from "./target-error.ts";
import { Throttle } from "./throttle.ts";
import { Permits } from "./permits.ts";
import { tlsFailure, unreachableText } from "./unanswered-text.ts";
import type { Wait } from "./wait.ts";

/**
 * Told that a request with a credential and these secret headers was answered 401; resolves with true where the credential has others by then, so that
 * the request is to be sent again. Never rejects.
 */
export type RenewKey = (
  credential: SentRequest["credential"],
  headers: Readonly<Record<string, string>>,
) => Promise<boolean>;

/** Where requests go, and how. The secret headers of a credential stay out of every record. */
export interface TargetOptions {
  /** Origin and, where there is one, a path prefix. */
  readonly url: URL;
  /** The server under test where it is in this process; `url` is then what it is called by, and nothing is sent there. */
  readonly app?: InProcessApp | null;
  /** How the server is reached; straight where that is left out. */
  readonly connection?: Connection;
  /** How many requests may be in flight at once, and cases be under way. */
  readonly connections: number;
  readonly timeoutMs: number;
  /** Requests a second, null for as many as will go, or `auto` for what the target takes without answering slower, 429 or 503. */
  readonly ratePerSecond: number | "auto" | null;
  /** The secret headers of each credential. */
  readonly credentialHeaders: (credential: SentRequest["credential"]) => Readonly<Record<string, string>>;
  /** Renews keys that expire; left out where none does. */
  readonly renewKey?: RenewKey;
  /** What the user has sent along, by the credential that a request goes out with. */
  readonly extraHeaders: (credential: SentRequest["credential"]) => ExtraHeaders;
  /** Ends every request that is under way. */
  readonly cutOff: AbortSignal;
  /** When the time of the run is over, as `performance.now()` tells it, or null: only what is sent patiently goes on after it. */
  readonly endsAtMs: number | null;
  /** Counts each time that something is sent and meets a connection, repetitions and the root among it: beyond its limit that rejects with `UsedUpError`. */
  readonly sendings: Pick<SendingLimit, "take" | "giveBack">;
  /** Wall clock, milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** What came in the place of an answer when the root of a target was asked for; null where there was an answer. */
export type RootFault = Exclude<Fault, "unreachable" | "too-long"> | null;

/** A server under test. */
export interface Target {
  /**
   * Sends one request and records it as it went out, with the extra headers, and what came of it: the target's faults are data. Content codings of the answer are undone. Patiently, it
   * waits three times as long, and on a connection of its own, for one that was kept alive may be closed just when it is used (RFC 9112
   * section 9.5). With `wait` it waits as that says. What is answered 429 is sent again when the target wants it, a few times at most. Rejects with `CutOffError` once the
   * run is cut off or its time is over, and with `ContinueError`.
   */
  readonly send: (request: SentRequest, isPatient?: boolean, wait?: Wait) => Promise<Exchange>;
  /**
   * Asks for the target's root, and gives null where any answer came, else what came instead: a server need not answer there. Patiently, it
   * waits beyond the time of the run. Rejects with `TargetError` where no connection can be opened, and with `CutOffError`.
   */
  readonly reach: (isPatient?: boolean) => Promise<RootFault>;
  /** Decides when cases begin and requests go out. */
  readonly throttle: Pick<Throttle, "begin" | "tryOut" | "waitOut" | "perSecond" | "refusals" | "speed">;
  readonly close: () => Promise<void>;
}

/** A timer may fire that much too early. */
const TIMER_SLACK_MS = 10;

/** How long an answer under way is waited for once the time of the run is over. */
const GRACE_MS = 1_000;

const ROOT = { method: "GET", body: null } as const;

const OUT_OF_TIME = {
  why: "it takes connections, and gave no answer to GET / before the time of the run was over",
  remedy: "Check that --target names the port of an HTTP server, or give the run more time with --time.",
};

/** What came of asking for the root of a target. Throws `TargetError` where no connection can be opened, or the time of the run was over first. */
const rootFaultOf = (outcome: Outcome, { href }: URL, route: Route, isOutOfTime: boolean): RootFault => {
  // A long answer is one as well.
  if (outcome.kind === "response" || outcome.fault === "too-long") return null;
  const { fault, detail } = outcome;
  const place = `${href}${routeText(route)}`;
  const tls = tlsFailure(detail, route);
  if (tls !== null) throw new TargetError(place, tls);
  if (fault === "unreachable") throw new TargetError(place, unreachableText(detail, route));
  if (fault === "timeout" && isOutOfTime) throw new TargetError(place, OUT_OF_TIME);
  return fault;
};

/** So many times as long a request is waited for that is sent patiently. */
export const PATIENCE = 3;

/** Sends a request on one of these connections; one that is listened on for longer takes none away from what is sent after it. */
const collectOn = (connections: Connections, wire: WireRequest, wait: Wait, onStart: () => void): Promise<Outcome> => {
  const { pool } = connections;
  const listenMs = (): number => {
    const ms = wait.listenMs?.() ?? 0;
    if (ms > 0) connections.leave(pool);
    return ms;
  };
  return collectAnswer(pool, wire, { ...wait, listenMs }, onStart);
};

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

type Secret = Readonly<Record<string, string>>;

/** Where a path behind the target's own prefix is. */
const placeAt = ({ origin, pathname }: URL, path: string): { readonly origin: string; readonly path: string } => ({
  origin,
  path: `${pathname.replace(/\/$/, "")}${path}`,
});

/** A request as it goes out, secret headers and all. */
const wireOf = (request: SentRequest, { url, extraHeaders }: TargetOptions, secret: Secret): WireRequest => {
  const { method, path, body, credential, isChunked = false } = request;
  const headers = without(secret, { ...extraHeaders(credential).headers, ...request.headers });
  return { ...placeAt(url, path), method, headers: { ...headers, ...secret }, body, isChunked };
};

/** A request as it is recorded. */
const recordedOf = (request: SentRequest, { credentialHeaders, extraHeaders }: TargetOptions): SentRequest => {
  const extra = extraHeaders(request.credential);
  const headers = without(credentialHeaders(request.credential), { ...extra.headers, ...request.headers });
  return { ...request, headers, ...(extra.isWhole ? {} : { lacksHeaders: true as const }) };
};

const openPool = (options: TargetOptions, pipelining: 0 | 1): Dispatcher => {
  const { url, connections, timeoutMs, app, connection = STRAIGHT } = options;
  const choice: PoolChoice = {
    connections,
    pipelining,
    headersTimeout: timeoutMs * PATIENCE,
    connectTimeout: timeoutMs,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  if (app?.kind !== "connections") return openDispatcher(url, connection, choice);
  const poolOptions: Pool.Options = { ...choice };
  // By its types undici wants a socket; a stream with what it calls on one will do.
  Object.assign(poolOptions, { connect: app.connect });
  return new Pool(url.origin, poolOptions);
};

const throttleOf = ({ ratePerSecond, connections, cutOff }: TargetOptions): Throttle =>
  new Throttle({
    ratePerSecond,
    workers: connections,
    nowMs: () => performance.now(),
    wait: (ms) => delay(ms, undefined, { signal: cutOff }).catch(() => {}),
  });

/** Sends with the secret headers of a credential, and again with its new ones where they were renewed after an answer 401. */
const sendRenewing = async (
  { credentialHeaders, renewKey }: TargetOptions,
  credential: SentRequest["credential"],
  sendWith: (secret: Secret) => Promise<Outcome>,
): Promise<Outcome> => {
  const secret = credentialHeaders(credential);
  const outcome = await sendWith(secret);
  const isRefused = outcome.kind === "response" && outcome.status === 401;
  if (!isRefused || (await renewKey?.(credential, secret)) !== true) return outcome;
  return sendWith(credentialHeaders(credential));
};

interface Carried {
  readonly to: Connections;
  readonly wire: WireRequest;
  readonly wait: Wait;
  readonly onStart: () => void;
}

/** Carries a request to the server; what met no connection is not counted as sent. */
const carryBy = async (
  { app, url, sendings }: TargetOptions,
  { to, wire, wait, onStart }: Carried,
): Promise<Outcome> => {
  if (app?.kind === "fetch") {
    onStart();
    return askApp(app.fetch, wire, { origin: url, wait });
  }
  const outcome = await collectOn(to, wire, wait, onStart);
  if (isUnmet(outcome)) sendings.giveBack();
  return outcome;
};

/** Opens a target. Nothing is sent before the first call. */
export const openTarget = (options: TargetOptions): Target => {
  const { timeoutMs, cutOff } = options;
  const endsAtMs = options.endsAtMs ?? Number.POSITIVE_INFINITY;
  const kept = new Connections(() => openPool(options, 1));
  /** None of these is used twice. */
  const fresh = new Connections(() => openPool(options, 0));
  const throttle = throttleOf(options);
  const close = async (): Promise<void> => {
    await Promise.all([kept.destroy(), fresh.destroy()]);
  };
  cutOff.addEventListener("abort", close, { once: true });

  const carry = (to: Connections, wire: WireRequest, wait: Wait, onStart = (): void => {}): Promise<Outcome> =>
    carryBy(options, { to, wire, wait, onStart });

  /** How long an answer is waited for: no longer than the run goes on. */
  const untilEnd = (): number => Math.max(0, endsAtMs - performance.now() + GRACE_MS);
  const within = (): number => Math.min(timeoutMs, untilEnd());
  /** What is listened for after its time holds none. */
  const places = new Permits(() => options.connections);
  const sendOnce = async (wire: WireRequest, isPatient: boolean, wait: Wait | undefined): Promise<Outcome> => {
    options.sendings.take();
    const flight = throttle.flight();
    const leave = await places.take(1);
    try {
      const wholeMs = wait?.limitMs ?? (isPatient ? timeoutMs * PATIENCE : timeoutMs);
      const limitMs = isPatient ? wholeMs : Math.min(wholeMs, untilEnd());
      const own = limitMs < wholeMs ? { limitMs } : { ...wait, limitMs };
      const outcome = await carry(isPatient ? fresh : kept, wire, own, flight.begin).finally(flight.end);
      // What the cut itself did to a request says nothing of the target.
      const isCut = outcome.kind === "fault" && limitMs < wholeMs && outcome.latencyMs > limitMs - TIMER_SLACK_MS;
      if (cutOff.aborted || isCut) throw new CutOffError(flight.inFlight() > 0);
      if (!isPatient) noteAnswer(throttle, outcome, flight.inFlight());
      return outcome;
    } finally {
      leave();
    }
  };

  /** Sends a request, and again while the target says that it is asked too fast. */
  const sendPaced = async (wire: WireRequest, isPatient: boolean, wait: Wait | undefined): Promise<Outcome> => {
    const letThroughBefore = throttle.letThrough;
    for (let tries = 1; ; tries += 1) {
      if (!(await throttle.take(isPatient ? Number.POSITIVE_INFINITY : endsAtMs)) || cutOff.aborted)
        throw new CutOffError();
      const sentAtMs = performance.now();
      const outcome = await sendOnce(wire, isPatient, wait);
      if (outcome.kind === "fault" || !isTooFast(outcome)) {
        throttle.admit(tries);
        return outcome;
      }
      const pauseMs = retryAfterMs(outcome.headers, options.now());
      if (!throttle.refuse({ tries, sentAtMs, letThroughBefore, pauseMs })) return outcome;
    }
  };

  return {
    send: async (request, isPatient = false, wait = undefined) => {
      if (cutOff.aborted) throw new CutOffError();
      const outcome = await sendRenewing(options, request.credential, (secret) =>
        sendPaced(wireOf(request, options, secret), isPatient, wait),
      );
      const sent = recordedOf(request, options);
      return { request: sent, outcome: await decoded(outcome) };
    },
    throttle,
    reach: async (isPatient = false) => {
      const limitMs = isPatient ? timeoutMs : within();
      const wire = { ...ROOT, ...placeAt(options.url, "/"), headers: options.extraHeaders("none").headers };
      options.sendings.take();
      const outcome = await carry(fresh, wire, { limitMs });
      if (cutOff.aborted) throw new CutOffError();
      const route = (options.connection ?? STRAIGHT).routeTo(options.url);
      return rootFaultOf(outcome, options.url, route, limitMs < timeoutMs);
    },
    close,
  };
};
