import { type HealthCheck, openHealthCheck } from "../target/health-check.ts";
import { PATIENCE, type Target } from "../target/target.ts";
import { keyCarrierIn } from "./callers.ts";
import type { RunOptions } from "./run-options.ts";

/** Where nothing listens for so long, nobody is about to: a server that is restarted is back within two seconds. */
const REFUSED_PATIENCE_MS = 3_000;

/** Asks after the health of a run's target, as patiently as what is sent again. */
export const openRunHealthCheck = (options: RunOptions, target: Target): HealthCheck =>
  openHealthCheck({
    target,
    url: options.target,
    patienceMs: options.timeoutMs * PATIENCE,
    refusedPatienceMs: REFUSED_PATIENCE_MS,
    keyCarrier: keyCarrierIn(options),
  });
