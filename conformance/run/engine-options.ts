import type { EngineParts } from "../engine/engine-parts.ts";
import { openRunReach } from "./open-run-reach.ts";
import type { RunOptions } from "./run-options.ts";

/** What the engine is told of a run's options. */
type EngineOptions = Pick<
  EngineParts,
  "url" | "reach" | "timeoutMs" | "shard" | "workers" | "mayRestore" | "countsLooks" | "onExchange"
>;

/** What a run's options say to its engine. */
export const engineOptions = (options: RunOptions): EngineOptions => {
  const { target, timeoutMs, shard, workers, allowWrites, onExchange = null } = options;
  return {
    url: target,
    reach: openRunReach(options),
    timeoutMs,
    shard,
    workers,
    mayRestore: allowWrites,
    countsLooks: options.mostRequests !== null,
    onExchange,
  };
};
