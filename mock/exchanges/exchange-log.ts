import type { IncomingHttpHeaders } from "node:http";
import type { Sent } from "../delivery/deliver.ts";
import type { Fault } from "../delivery/fault.ts";

/** One request and what was answered, without keys. */
export interface Exchange {
  /** Counted from 1. */
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** What the client got. */
  readonly answer: {
    /** Null where no answer went out: the connection was reset, the answer stalled, or the client was gone before. */
    readonly status: number | null;
    readonly headers: Readonly<Record<string, string>>;
    /** As much as was sent: of a truncated one the first half. */
    readonly body: string;
  };
  /** Null where the answer is from none. */
  readonly scenario: string | null;
  readonly fault: Fault | null;
}

/** An exchange as it comes off the wire. */
export interface RawExchange {
  readonly startedMs: number;
  readonly durationMs: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sent: Sent;
  readonly scenario: string | null;
  readonly fault: Fault | null;
}

/** Remembers the latest exchanges and tells those who listen. */
export interface ExchangeLog {
  readonly add: (exchange: RawExchange) => void;
  /** The latest ones, oldest first. */
  readonly latest: () => readonly Exchange[];
  /** Calls `listener` with each new one until the returned function is called. */
  readonly listen: (listener: (exchange: Exchange) => void) => () => void;
  readonly clear: () => void;
}

const KEPT = 100;
const MAX_BYTES = 64 * 1024;

/** Names of headers and query parameters that carry secrets. */
const CARRIES_SECRET = /auth|cookie|key|token|secret|session|signature|password/i;
const HIDDEN = "(hidden)";

const decoded = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

const withoutKeysInQuery = (path: string): string =>
  path.replace(/([?&])([^=&]*)=[^&]*/g, (whole, start: string, name: string) =>
    CARRIES_SECRET.test(decoded(name)) ? `${start}${name}=${HIDDEN}` : whole,
  );

const cut = (text: string): string => (text.length > MAX_BYTES ? `${text.slice(0, MAX_BYTES)}…` : text);

const withoutKeys = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, CARRIES_SECRET.test(name) ? HIDDEN : cut(String(value))]),
  );

interface Kept {
  readonly id: number;
  readonly raw: RawExchange;
}

// Most exchanges are never looked at: they are put into words only for those who look.
const told = ({ id, raw }: Kept): Exchange => ({
  id,
  at: new Date(raw.startedMs).toISOString(),
  durationMs: Math.round(raw.durationMs * 10) / 10,
  request: {
    method: raw.method,
    path: cut(withoutKeysInQuery(raw.path)),
    headers: withoutKeys(raw.headers),
    body: cut(raw.body.toString("utf8")),
  },
  answer: { status: raw.sent.status, headers: raw.sent.headers, body: cut(raw.sent.body) },
  scenario: raw.scenario,
  fault: raw.fault,
});

/** Makes an empty log. */
export const createExchangeLog = (): ExchangeLog => {
  const kept: Kept[] = [];
  let lastId = 0;
  const listeners = new Set<(exchange: Exchange) => void>();
  return {
    add: (raw) => {
      lastId += 1;
      const body = raw.body.length > MAX_BYTES ? Buffer.from(raw.body.subarray(0, MAX_BYTES + 1)) : raw.body;
      const entry: Kept = { id: lastId, raw: { ...raw, body } };
      kept.push(entry);
      if (kept.length > KEPT) kept.shift();
      if (listeners.size === 0) return;
      const exchange = told(entry);
      for (const listener of listeners) listener(exchange);
    },
    latest: () => kept.map(told),
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    clear: () => {
      kept.length = 0;
    },
  };
};
