import { STRAIGHT } from "../target/connection/connection.ts";
import { SendingLimit } from "../target/sending-limit.ts";
import { openTarget, type Target } from "../target/target.ts";
import { LAST_LOOKS } from "./previews-watch.ts";
import type { RunOptions } from "./run-options.ts";

/** How often a run may send something before its end. */
export const sendingsOf = ({ mostRequests }: Pick<RunOptions, "mostRequests">): SendingLimit =>
  new SendingLimit(mostRequests === null ? null : mostRequests - LAST_LOOKS);

/** What the target of a run works with beside its options. */
interface RunTargetParts {
  /** When the run began, as `performance.now()` tells it. */
  readonly startMs: number;
  readonly cutOff: AbortSignal;
  readonly sendings: SendingLimit;
}

/** Opens the target of a run. */
export const openRunTarget = (options: RunOptions, { startMs, cutOff, sendings }: RunTargetParts): Target =>
  openTarget({
    url: options.target,
    app: options.app ?? null,
    connection: options.connection ?? STRAIGHT,
    connections: options.workers,
    timeoutMs: options.timeoutMs,
    ratePerSecond: options.ratePerSecond,
    credentialHeaders: options.credentialHeaders,
    ...(options.renewKey === undefined ? {} : { renewKey: options.renewKey }),
    extraHeaders: options.extraHeaders,
    cutOff,
    endsAtMs: options.timeMs === null ? null : startMs + options.timeMs,
    sendings,
    now: options.now,
  });
