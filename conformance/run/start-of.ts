import { shardName } from "../cases/shard.ts";
import type { RunEvent } from "../report/run-event.ts";
import type { RunOptions } from "./run-options.ts";

/** The event with which a run begins that judges by so many laws. */
export const startOf = (
  { target, seed, shard, workers, allowWrites, timeMs }: RunOptions,
  laws: number,
): Extract<RunEvent, { kind: "run-started" }> => ({
  kind: "run-started",
  target: target.href,
  seed,
  laws,
  shard: shard === null ? null : shardName(shard),
  workers,
  allowWrites,
  timeMs,
});
