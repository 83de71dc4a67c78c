import type { Context } from "../context.ts";
import type { Settings } from "../options/settings.ts";
import { UsageError } from "../usage-error.ts";
import type { Keys } from "./credentials.ts";
import { checkOptions as options } from "./options.ts";

/** The server that a check is about. `close` ends it where it is ours. */
export interface CheckedServer {
  readonly url: URL;
  readonly keys: Keys;
  readonly allowWrites: boolean;
  readonly close: () => Promise<void>;
}

const KEY_OPTIONS = [options.apiKey, options.adminKey, options.otherKey];

/**
 * The server that `--target` names, or the embedded reference, started for the occasion with its own keys.
 * Throws `UsageError` on keys without a target: most likely the target was forgotten, and the check would say nothing of it.
 */
export const openServer = async (settings: Settings, { stderr }: Context): Promise<CheckedServer> => {
  const target = settings.get(options.target);
  if (target !== null)
    return {
      url: new URL(target),
      keys: {
        member: settings.get(options.apiKey),
        admin: settings.get(options.adminKey),
        other: settings.get(options.otherKey),
      },
      allowWrites: settings.get(options.allowWrites) ?? false,
      close: async () => {},
    };
  const stray = KEY_OPTIONS.find((option) => settings.isGiven(option));
  if (stray !== undefined)
    throw new UsageError(
      `${settings.nameOf(stray)} is given without a target; the embedded reference has keys of its own. Name the server with --target, or leave the key out.`,
    );
  const { startEmbeddedReference } = await import("../embedded-reference.ts");
  const reference = await startEmbeddedReference((problem) => stderr.write(`The reference: ${String(problem)}\n`));
  return { ...reference, allowWrites: settings.get(options.allowWrites) ?? true };
};
