import { once } from "node:events";
import type { Context } from "../context.ts";

/** What told a command to end. */
export type Ending = "interrupted" | "terminated";

/** Resolves at ctrl-C or SIGTERM, with which of them it was. */
export const untilToldToEnd = async ({ interrupted, terminated }: Context): Promise<Ending> => {
  const ends = AbortSignal.any([interrupted, terminated]);
  if (!ends.aborted) await once(ends, "abort");
  return interrupted.aborted ? "interrupted" : "terminated";
};
