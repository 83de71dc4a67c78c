import { once } from "node:events";
import type { Context } from "./context.ts";

/** Resolves at ctrl-C or SIGTERM. */
export const untilToldToEnd = async ({ interrupted, terminated }: Context): Promise<void> => {
  const ends = AbortSignal.any([interrupted, terminated]);
  if (!ends.aborted) await once(ends, "abort");
};
