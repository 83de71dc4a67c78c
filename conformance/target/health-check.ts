import { setTimeout as delay } from "node:timers/promises";
import { assertNever } from "../cases/assert-never.ts";
import type { CredentialName, Exchange } from "../cases/exchange.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { type Failing, findTheRequest, LostError, lostOnTheWay } from "./lost-error.ts";
import { isTooFast } from "./put-off.ts";
import { toSentRequest } from "./sent-request.ts";
import { strangerIn } from "./stranger.ts";
import { strangerText } from "./stranger-text.ts";
import type { RootFault, Target } from "./target.ts";
import { TargetError } from "./target-error.ts";
import { UsedUpError } from "./used-up-error.ts";

/** Tells whether a target is as well as it was when the run began: an outage is not a fault of what was sent during it. */
export interface HealthCheck {
  /** Takes a request that was answered well, to be sent again when there is doubt; of each credential the last one counts. Before the first an answer to GET / will do, or a connection that opens where there never was one. */
  readonly take: (plan: RequestPlan) => void;
  /**
   * Forgets what was taken, and takes no more: nothing of that kind is to be sent again. Sends these invalid requests at once, and asks with those
   * from now on that are refused as invalid; where none is, GET / will do, as before the first.
   */
  readonly askInvalidly: (plans: readonly RequestPlan[]) => Promise<void>;
  /** Asks once, with the usual credential and with those named, where one was taken. */
  readonly isWell: (credentials?: Iterable<CredentialName>) => Promise<boolean>;
  /** Resolves when the target is well. Rejects with `LostError` when it was not for too long. */
  readonly recover: (credentials?: Iterable<CredentialName>) => Promise<void>;
}

/** What a health check works with. */
export interface HealthCheckParts {
  readonly target: Pick<Target, "send" | "reach">;
  readonly url: URL;
  /** A target is given up once it has not been well for so long. */
  readonly patienceMs: number;
  /** The same where each connection to it is refused at once: nothing listens, and only a restart would mend that. */
  readonly refusedPatienceMs: number;
  /** What came when the target's root was asked for at first; null where that was an answer, so that there has to be one again. */
  readonly rootFault: () => RootFault;
  /** Told when it is waited for that the target is well again, and when that is over. */
  readonly onOutage?: (isOut: boolean) => void;
  /** Requests go out one after the other. */
  readonly isOneByOne?: boolean;
  /** How a credential's key is carried, as in `X-API-Key`; empty where it has none. */
  readonly keyCarrier: (credential: CredentialName) => string;
}

/** What is wrong with a target: a clause, and what to do. */
interface Complaint {
  readonly how: string;
  readonly remedy?: string;
  readonly failing?: Failing;
  /** The connection was refused at once. */
  readonly isRefused?: true;
}

/** How often a target is asked that is not well. */
const POLL_MS = 100;

/** How errors of a connection that nothing listens for begin; of a Unix socket there may be no file either. */
const REFUSED = /^(ECONNREFUSED|ENOENT)\b/;

const unreachable = (why: string): Complaint => ({
  how: `it could not be reached (${why})`,
  ...(REFUSED.test(why) ? { isRefused: true } : {}),
});

/** What refuses a request for what it asks. Source: RFC 9110 sections 15.5.1 and 15.5.21. */
const INVALID: ReadonlySet<number> = new Set([400, 422]);

const BEFORE = "to a plain request that it had answered before";

/** What is said of a key, as the `member key (X-API-Key)`, or the `key (Authorization: Bearer)` that the user sends along by a header, and of none. */
const refusedKeyRemedy = (
  status: 401 | 403,
  credential: CredentialName,
  keyCarrier: HealthCheckParts["keyCarrier"],
): Pick<Complaint, "remedy"> => {
  const carrier = keyCarrier(credential);
  if (credential === "none" && carrier === "") return {};
  const key = `${credential === "none" ? "key" : `${credential} key`}${carrier === "" ? "" : ` (${carrier})`}`;
  return {
    remedy:
      status === 401
        ? `The ${key} is no longer taken, though it was. If it has expired, check again with one that lasts.`
        : `The ${key} was answered otherwise before: check whether it has expired, what it is allowed, and whether the server shuts out who sends so much.`,
  };
};

/** What is wrong with an answer that a target in good health would not give, or null. Source: RFC 9110 section 15 for the statuses. */
const complaintAbout = ({ outcome, request }: Exchange, { url, keyCarrier }: HealthCheckParts): Complaint | null => {
  if (outcome.kind === "response") {
    const { status } = outcome;
    if (isTooFast(outcome)) return { how: `it answered 429 ${BEFORE}`, remedy: "Set a slower pace with --rate." };
    if (status === 401 || status === 403)
      return { how: `it answered ${status} ${BEFORE}`, ...refusedKeyRemedy(status, request.credential, keyCarrier) };
    const stranger = strangerIn(outcome);
    if (stranger === null) return null;
    const { what, remedy } = strangerText(stranger, url, request.path);
    if (stranger.kind === "unavailable" || stranger.kind === "failing") return { how: `it ${what} ${BEFORE}` };
    return { how: `it ${what} ${BEFORE}`, remedy: `Something else answers in its place now. ${remedy}` };
  }
  switch (outcome.fault) {
    case "too-long":
      return null;
    case "unreachable":
      return unreachable(outcome.detail);
    case "timeout":
      return { how: "it did not answer a plain request that it had answered before" };
    case "dropped":
    case "not-http":
      return { how: `it gave no answer ${BEFORE} (${outcome.detail})` };
    default:
      return assertNever(outcome.fault);
  }
};

/**
 * Whether an answer may be the work of an outage, a lost key, a limit of the pace, or of what answers in the place of a server, rather
 * than of what was sent.
 */
export const isTroubled = ({ request, outcome, expectation }: Reading): boolean => {
  if (outcome.kind === "fault") return outcome.fault !== "too-long";
  if (outcome.status >= 500) return true;
  const { status } = outcome;
  if (status === 401 || status === 403 || status === 429) return request.credentialHasWorked;
  return request.credentialHasWorked && expectation.kind !== "tolerance" && strangerIn(outcome) !== null;
};

const isFailing = ({ outcome }: Exchange): boolean => strangerIn(outcome)?.kind === "failing";

/** Since when a target has not been well, and since when each connection to it was refused; null where the last was not. */
interface Outage {
  readonly startMs: number;
  readonly refusedSinceMs: number | null;
}

const lostBy = (
  { how, failing, ...complaint }: Complaint,
  { startMs }: Outage,
  { url, isOneByOne = false }: HealthCheckParts,
): LostError => {
  const { remedy = findTheRequest(isOneByOne) } = complaint;
  return new LostError(lostOnTheWay(url.href, how, performance.now() - startMs, remedy), failing ?? null);
};

/** Throws `LostError` where a target has not been well for longer than is waited. */
const giveUpIfLate = (complaint: Complaint, outage: Outage, parts: HealthCheckParts): void => {
  const { startMs, refusedSinceMs } = outage;
  const nowMs = performance.now();
  const isGone = refusedSinceMs !== null && nowMs - refusedSinceMs >= parts.refusedPatienceMs;
  if (isGone || nowMs - startMs >= parts.patienceMs) throw lostBy(complaint, outage, parts);
};

/** Opens the health check of a target. */
export const openHealthCheck = (parts: HealthCheckParts): HealthCheck => {
  const { target } = parts;
  const plain = new Map<CredentialName, RequestPlan>();
  let takes = true;

  const askPlainly = async (plan: RequestPlan): Promise<Complaint | null> => {
    const exchange = await target.send(toSentRequest(plan, true), true);
    const complaint = complaintAbout(exchange, parts);
    return complaint !== null && isFailing(exchange) ? { ...complaint, failing: { plan, exchange } } : complaint;
  };
  const ask = async (credentials: Iterable<CredentialName>): Promise<Complaint | null> => {
    const [usual] = plain.keys();
    for (const credential of new Set([...(usual === undefined ? [] : [usual]), ...credentials])) {
      const plan = plain.get(credential);
      const complaint = plan === undefined ? null : await askPlainly(plan);
      if (complaint !== null) return complaint;
    }
    if (usual !== undefined) return null;
    try {
      const fault = await target.reach(true);
      if (fault === null || parts.rootFault() !== null) return null;
      return { how: `it gave no answer to GET /, which it had answered before (${fault})` };
    } catch (error) {
      if (error instanceof TargetError) return unreachable(error.why);
      throw error;
    }
  };
  return {
    take: (plan) => {
      if (takes) plain.set(plan.credential, plan);
    },
    askInvalidly: async (plans) => {
      takes = false;
      plain.clear();
      for (const plan of plans) {
        const { outcome } = await target.send(toSentRequest(plan, true), true);
        if (outcome.kind === "response" && INVALID.has(outcome.status)) plain.set(plan.credential, plan);
      }
    },
    isWell: async (credentials = []) => (await ask(credentials)) === null,
    recover: async (credentials = []) => {
      const startMs = performance.now();
      let refusedSinceMs: number | null = null;
      let before: Complaint | null = null;
      try {
        for (;;) {
          const askedMs = performance.now();
          const complaint = await ask(credentials).catch((error: unknown) => {
            // As far as could be asked it was not well.
            throw before !== null && error instanceof UsedUpError
              ? lostBy(before, { startMs, refusedSinceMs }, parts)
              : error;
          });
          if (complaint === null) return;
          parts.onOutage?.(true);
          before = complaint;
          refusedSinceMs = complaint.isRefused === true ? (refusedSinceMs ?? askedMs) : null;
          giveUpIfLate(complaint, { startMs, refusedSinceMs }, parts);
          await delay(POLL_MS);
        }
      } finally {
        parts.onOutage?.(false);
      }
    },
  };
};
