import { getHeapStatistics } from "node:v8";
import type { Clock } from "../clock.ts";
import type { OnProblem } from "../http/create-server.ts";
import type { Refreshed } from "../http/refresh-endpoint.ts";
import type { TakeOne } from "../http/refresh-route.ts";
import type { Route } from "../http/route.ts";
import type { UpstreamFailure } from "../sources/open-sources.ts";
import type { CvmStore } from "../stores/cvm-store.ts";
import { auditLines } from "./audit-lines.ts";
import { watchLoopDelay } from "./loop-delay.ts";
import { metricsText } from "./metrics-text.ts";
import { healthRoute, metricsRoute, readinessRoute } from "./operations-routes.ts";
import { type OverloadGuard, overloadGuard } from "./overload-guard.ts";
import { rateLimiter } from "./rate-limiter.ts";
import { type AnsweredRequest, ServerMetrics } from "./server-metrics.ts";

/** What operators want of a server. */
export interface OperationsOptions {
  readonly store: CvmStore;
  readonly clock: Clock;
  readonly onProblem: OnProblem;
  readonly maxInHand?: number;
  readonly requestsPerMinute?: number | null;
  readonly log?: ((line: string) => void) | null;
  readonly audit?: ((lines: string) => Promise<void>) | null;
  readonly operatorRoutes?: readonly ("health" | "metrics")[];
}

/** What keeps a server in bounds and tells what it does. */
export interface Operations {
  readonly guard: OverloadGuard;
  readonly takeOne: TakeOne;
  readonly routes: readonly Route[];
  /** Answers name their request, because something else names it too. */
  readonly tellsRequestId: boolean;
  readonly onAnswered: (request: AnsweredRequest) => void;
  readonly onRefreshed: (refreshed: Refreshed) => Promise<void>;
  readonly onUpstreamFailure: (failure: UpstreamFailure) => void;
  /** Says from now on that it is not ready. */
  readonly stopTaking: () => void;
  readonly close: () => void;
}

/** Sets up limits, audit log and metrics as they are wanted. */
export const operate = (options: OperationsOptions): Operations => {
  const { store, clock, onProblem, audit = null, log = null, operatorRoutes = [], requestsPerMinute = null } = options;
  const loopDelay = watchLoopDelay();
  const guard = overloadGuard(options.maxInHand ?? Number.POSITIVE_INFINITY);
  const limiter = requestsPerMinute === null ? null : rateLimiter(requestsPerMinute, clock);
  const metrics = new ServerMetrics();
  let isTaking = true;

  const text = (): string =>
    metricsText(
      metrics.metrics({
        inHand: guard.inHand(),
        loopDelayMs: loopDelay.p99Ms(),
        heapBytes: getHeapStatistics().used_heap_size,
      }),
    );
  const routes = [
    ...(operatorRoutes.includes("health") ? [healthRoute, readinessRoute(store, () => isTaking)] : []),
    ...(operatorRoutes.includes("metrics") ? [metricsRoute(text)] : []),
  ];
  return {
    guard,
    routes,
    takeOne: (keyName) => limiter?.take(keyName) ?? null,
    tellsRequestId: audit !== null || log !== null,
    onAnswered: (request) => metrics.answered(request),
    onUpstreamFailure: (failure) => metrics.upstreamFailed(failure),
    onRefreshed: async (refreshed) => {
      metrics.refreshed(refreshed.items, refreshed.isDryRun);
      const lines = auditLines(refreshed, clock.nowMs());
      if (audit === null || lines === "") return;
      try {
        await audit(lines);
      } catch (problem) {
        onProblem(problem, refreshed.requestId);
      }
    },
    stopTaking: () => {
      isTaking = false;
    },
    close: () => loopDelay.close(),
  };
};
