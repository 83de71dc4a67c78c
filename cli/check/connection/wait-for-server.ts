import { waitForTarget } from "../../../conformance/index.ts";
import type { Context } from "../../context.ts";
import { headersOf } from "../../options/kinds/header-line.ts";
import type { Settings } from "../../options/settings.ts";
import { checkOptions as options } from "../options.ts";
import { sentAlong } from "../sent-along.ts";
import type { CheckedServer } from "../server.ts";

/** Waits until the server answers, where that was asked for. Rejects with `TargetError` where it does not in time. */
export const waitForServer = async (
  settings: Settings,
  { url, connection, keys, keyHeader }: CheckedServer,
  { stderr, interrupted, terminated }: Context,
): Promise<void> => {
  const waitMs = settings.get(options.wait);
  if (waitMs === null) return;
  await waitForTarget({
    url,
    connection,
    headers: sentAlong(keys, headersOf(settings.get(options.header)), keyHeader)("none").headers,
    waitMs,
    timeoutMs: settings.get(options.timeout),
    signal: AbortSignal.any([interrupted, terminated]),
    onWait: (why) => stderr.write(`Waiting for ${url.href}, ${waitMs / 1000} s at most: ${why}.\n`),
  });
};
