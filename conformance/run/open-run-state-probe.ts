import { STRAIGHT } from "../target/connection/connection.ts";
import { openStateProbe, type StateProbe } from "../target/state-probe.ts";
import { isOneByOne } from "./is-one-by-one.ts";
import type { RunOptions } from "./run-options.ts";

/** Opens the state probe of a run, or gives null where the user named none. */
export const openRunStateProbe = (options: RunOptions, cutOff: AbortSignal): StateProbe | null => {
  const { stateUrl, stateHeaders, timeoutMs, target, app, connection = STRAIGHT } = options;
  return stateUrl === null
    ? null
    : openStateProbe({
        url: stateUrl,
        headers: stateHeaders,
        timeoutMs,
        connection,
        // Elsewhere it may well be over HTTP.
        app: app !== undefined && stateUrl.origin === target.origin ? app : null,
        isOneByOne: isOneByOne(options),
        cutOff,
      });
};
