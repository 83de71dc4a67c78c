import { Reach } from "../engine/reach.ts";
import { STRAIGHT } from "../target/connection/connection.ts";
import type { RunOptions } from "./run-options.ts";

/** Tells what of a run's cases can be brought to its target. */
export const openRunReach = ({ app, target, connection = STRAIGHT }: RunOptions): Reach =>
  new Reach(app ?? null, connection.routeTo(target).kind === "direct");
