import { type HealthCheck, openHealthCheck } from "../target/health-check.ts";
import { PATIENCE, type RootFault, type Target } from "../target/target.ts";
import { keyCarrierIn } from "./callers.ts";
import { isOneByOne } from "./is-one-by-one.ts";
import type { RunOptions } from "./run-options.ts";

/** Asks after the health of a run's target, as patiently as what is sent again. */
export const openRunHealthCheck = (options: RunOptions, target: Target, rootFault: () => RootFault): HealthCheck =>
  openHealthCheck({
    target,
    rootFault,
    onOutage: (isOut) => target.throttle.waitOut(isOut),
    isOneByOne: isOneByOne(options),
    url: options.target,
    patienceMs: options.timeoutMs * PATIENCE,
    // Nothing listens: it is restarted or gone. Who has a server that takes longer to start gives it more.
    refusedPatienceMs: options.timeoutMs,
    keyCarrier: keyCarrierIn(options),
  });
