import { setTimeout as delay } from "node:timers/promises";
import type { Exchange, Outcome, SentRequest } from "../cases/exchange.ts";
import { LostError } from "./lost-error.ts";
import type { Target } from "./target.ts";
import { TargetError } from "./target-error.ts";

/** Tells whether a target is as well as it was when the run began: an outage is not a fault of what was sent during it. */
export interface HealthCheck {
  /** Takes a request that was answered well, to be sent again when there is doubt; the last one counts. Before the first a connection that opens will do. */
  readonly take: (request: SentRequest) => void;
  /** Asks once. */
  readonly isWell: () => Promise<boolean>;
  /** Resolves when the target is well. Rejects with `LostError` when it was not for too long. */
  readonly recover: () => Promise<void>;
}

/** How often a target is asked that is not well. */
const POLL_MS = 100;

const unreachable = (why: string): string => `it could not be reached (${why})`;

/** What is wrong with an answer that a target in good health would not give, or null. Source: RFC 9110 section 15 for the statuses. */
const complaint = (outcome: Outcome): string | null => {
  if (outcome.kind === "response")
    return outcome.status >= 500 || outcome.status === 401 || outcome.status === 403 || outcome.status === 429
      ? `it answered ${outcome.status} to a plain request that it had answered before${outcome.status === 429 ? " (set the pace with --rate)" : ""}`
      : null;
  switch (outcome.fault) {
    case "too-long":
      return null;
    case "unreachable":
      return unreachable(outcome.detail);
    case "timeout":
      return "it did not answer a plain request that it had answered before";
    case "dropped":
    case "not-http":
      return `it gave no answer to a plain request that it had answered before (${outcome.detail})`;
  }
};

/** Whether an exchange may be the work of an outage, a lost key or a limit of the pace rather than of what was sent. */
export const isTroubled = ({ request, outcome }: Exchange): boolean =>
  complaint(outcome) !== null && (outcome.kind === "fault" || outcome.status >= 500 || request.credentialHasWorked);

/** Opens the health check of a target. It is given up once it has not been well for `patienceMs`. */
export const openHealthCheck = (target: Target, url: URL, patienceMs: number): HealthCheck => {
  let plain: SentRequest | null = null;

  const ask = async (): Promise<string | null> => {
    if (plain !== null) return complaint((await target.send(plain, true)).outcome);
    try {
      await target.reach();
      return null;
    } catch (error) {
      if (error instanceof TargetError) return unreachable(error.why);
      throw error;
    }
  };

  return {
    take: (request) => {
      plain = request;
    },
    isWell: async () => (await ask()) === null,
    recover: async () => {
      const startMs = performance.now();
      for (;;) {
        const how = await ask();
        if (how === null) return;
        const forMs = performance.now() - startMs;
        if (forMs >= patienceMs) throw new LostError(url.href, how, forMs);
        await delay(POLL_MS);
      }
    },
  };
};
