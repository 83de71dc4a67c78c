import { STRAIGHT } from "../target/connection/connection.ts";
import { openTarget, type Target } from "../target/target.ts";
import type { RunOptions } from "./run-options.ts";

/** Opens the target of a run that began at `startMs`, as `performance.now()` tells it. */
export const openRunTarget = (options: RunOptions, startMs: number, cutOff: AbortSignal): Target =>
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
    mostSendings: options.mostRequests,
    now: options.now,
  });
