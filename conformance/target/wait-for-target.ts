import { setTimeout as delay } from "node:timers/promises";
import type { Outcome } from "../cases/exchange.ts";
import { collectAnswer } from "./collect-answer.ts";
import { type Connection, routeText } from "./connection/connection.ts";
import { openDispatcher } from "./connection/open-dispatcher.ts";
import { strangerIn } from "./stranger.ts";
import { TargetError } from "./target-error.ts";
import { isOfTls } from "./unanswered-text.ts";

/** What is waited for, and for how long. */
export interface Waiting {
  readonly url: URL;
  readonly connection: Connection;
  readonly headers: Readonly<Record<string, string>>;
  /** So long at most. */
  readonly waitMs: number;
  /** So long at most for one answer. */
  readonly timeoutMs: number;
  /** Nothing is waited for any more. */
  readonly signal: AbortSignal;
  /** Told once, where the first try got no answer. */
  readonly onWait: (why: string) => void;
}

/** How often it is asked. */
const POLL_MS = 200;

/** A certificate that is not trusted will not be later on. */
const IS_OF_TRUST = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS_/;

const isTimeout = (outcome: Outcome): boolean => outcome.kind === "fault" && outcome.fault === "timeout";

/** Why an answer is still waited for, as a clause; null where waiting is over, be it for what will not mend itself. */
const stillWhy = (outcome: Outcome): string | null => {
  if (outcome.kind === "response") {
    const stranger = strangerIn(outcome);
    return stranger?.kind === "unavailable" ? `it answered ${stranger.status}` : null;
  }
  const { fault, detail } = outcome;
  if (fault === "too-long" || fault === "not-http" || isOfTls(detail) || IS_OF_TRUST.test(detail)) return null;
  return detail;
};

/**
 * Asks for the root of a server again and again until an answer comes that is not 502, 503 or 504, which are those of what stands in front of a
 * server that is not up. What waiting does not mend ends it too, for the run itself says more of it. Rejects with `TargetError` when the time is over.
 */
export const waitForTarget = async (waiting: Waiting): Promise<void> => {
  const { url, connection, headers, waitMs, signal } = waiting;
  const dispatcher = openDispatcher(url, connection, { connections: 1, pipelining: 0 });
  const endsAtMs = performance.now() + waitMs;
  const path = `${url.pathname.replace(/\/$/, "")}/`;
  const whys: string[] = [];
  try {
    while (!signal.aborted) {
      const limitMs = Math.max(1, Math.min(waiting.timeoutMs, endsAtMs - performance.now()));
      const request = { origin: url.origin, method: "GET", path, headers, body: null };
      const outcome = await collectAnswer(dispatcher, request, { limitMs });
      const why = stillWhy(outcome);
      if (why === null) return;
      if (whys.length === 0) waiting.onWait(why);
      // One that was cut short by the end tells nothing.
      if (whys.length === 0 || limitMs >= waiting.timeoutMs || !isTimeout(outcome)) whys.push(why);
      if (performance.now() + POLL_MS >= endsAtMs)
        throw new TargetError(`${url.href}${routeText(connection.routeTo(url))}`, {
          why: `${whys.at(-1)}, ${new Set(whys).size === 1 ? "and so it was for" : "at the end of"} the ${waitMs / 1000} s of --wait`,
          remedy: "Check that the server starts and that --target names its origin, or wait longer.",
        });
      await delay(POLL_MS, undefined, { signal }).catch(() => {});
    }
  } finally {
    await dispatcher.destroy();
  }
};
