import type { Context } from "../context.ts";
import type { Settings } from "../options/settings.ts";
import { UsageError } from "../options/usage-error.ts";
import type { Keys } from "../../conformance/index.ts";
import { checkOptions as options } from "./options.ts";

/** The server that a check is about. `close` ends it where it is ours. */
export interface CheckedServer {
  readonly url: URL;
  /** It is the reference implementation, started for the check. */
  readonly isEmbedded: boolean;
  readonly keys: Keys;
  readonly allowWrites: boolean;
  /** Where its store can be looked into and restored, or null. */
  readonly stateUrl: URL | null;
  readonly close: () => Promise<void>;
}

const TARGET_OPTIONS = [options.apiKey, options.adminKey, options.otherKey, options.stateUrl];

/**
 * The server that `--target` names, or the embedded reference, started for the occasion with its own keys.
 * Throws `UsageError` on keys or a state URL without a target: most likely the target was forgotten, and the check would say nothing of it.
 */
export const openServer = async (settings: Settings, { stderr }: Context): Promise<CheckedServer> => {
  const target = settings.get(options.target);
  if (target !== null) {
    const stateUrl = settings.get(options.stateUrl);
    return {
      url: new URL(target),
      isEmbedded: false,
      keys: {
        member: settings.get(options.apiKey),
        admin: settings.get(options.adminKey),
        other: settings.get(options.otherKey),
      },
      allowWrites: settings.get(options.allowWrites) ?? false,
      stateUrl: stateUrl === null ? null : new URL(stateUrl),
      close: async () => {},
    };
  }
  const stray = TARGET_OPTIONS.find((option) => settings.isGiven(option));
  if (stray !== undefined)
    throw new UsageError(
      `${settings.nameOf(stray)} is given without a target; the embedded reference has keys and a state of its own. Name the server with --target, or leave this out.`,
    );
  const { startEmbeddedReference } = await import("../serve/embedded-reference.ts");
  const reference = await startEmbeddedReference((problem) => stderr.write(`The reference: ${String(problem)}\n`));
  return { ...reference, isEmbedded: true, allowWrites: settings.get(options.allowWrites) ?? true };
};
