import type { Context } from "../context.ts";
import type { Option } from "../options/option.ts";
import type { Settings } from "../options/settings.ts";
import { UsageError } from "../options/usage-error.ts";
import {
  type Connection,
  type KeyHeader,
  type Keys,
  type RenewKey,
  STRAIGHT,
  USUAL_KEY_HEADER,
} from "../../conformance/index.ts";
import { connectionOptions } from "./connection/options.ts";
import { replayFlags } from "./again/replay-flags.ts";
import { openKeys } from "./keys/open-keys.ts";
import { openConnection } from "./connection/open-connection.ts";
import { checkOptions as options } from "./options.ts";

/** The server that a check is about. `close` ends it where it is ours. */
export interface CheckedServer {
  readonly url: URL;
  /** It is the reference implementation, started for the check. */
  readonly isEmbedded: boolean;
  /** How it and its state probe are reached. */
  readonly connection: Connection;
  readonly keys: Keys;
  /** The header that they go in. */
  readonly keyHeader: KeyHeader;
  /** Renews the member's key, or null where it can't be. */
  readonly renewKey: RenewKey | null;
  readonly allowWrites: boolean;
  /** Where its store can be looked into and restored, or null. */
  readonly stateUrl: URL | null;
  /** The flags with which `replay` reaches it again. */
  readonly replayFlags: readonly string[];
  readonly close: () => Promise<void>;
}

const TARGET_OPTIONS: readonly Option<unknown>[] = [
  options.apiKey,
  options.apiKeyCommand,
  options.keyHeader,
  options.adminKey,
  options.otherKey,
  options.stateUrl,
  ...Object.values(connectionOptions),
];

/** Throws `UsageError` where a header is for a proxy, and there is one: it would reach the server, or no request would go out. */
const requireNoProxyHeader = (settings: Settings, { routeTo }: Connection, urls: readonly URL[]): void => {
  const isGiven = settings.get(options.header).some((line) => /^proxy-authorization:/i.test(line));
  if (isGiven && urls.some((url) => routeTo(url).kind === "proxy"))
    throw new UsageError(
      `${settings.nameOf(options.header)} names Proxy-Authorization, which is between this program and the proxy. Leave it out, and name the proxy with user and password: --proxy http://USER:PASSWORD@HOST:PORT.`,
    );
};

/** The server at a URL, as the user's words have it reached and asked. Throws `UsageError` on what can't be followed. */
export const serverAt = async (settings: Settings, context: Context, url: URL): Promise<CheckedServer> => {
  const stateUrl = settings.get(options.stateUrl);
  const connection = await openConnection(settings, context, url);
  requireNoProxyHeader(settings, connection, [url, ...(stateUrl === null ? [] : [new URL(stateUrl)])]);
  return {
    url,
    isEmbedded: false,
    connection,
    ...(await openKeys(settings, context)),
    replayFlags: replayFlags(settings, context),
    keyHeader: settings.get(options.keyHeader),
    allowWrites: settings.get(options.allowWrites) ?? false,
    stateUrl: stateUrl === null ? null : new URL(stateUrl),
    close: async () => {},
  };
};

/**
 * The server that `--target` names, or the embedded reference, started for the occasion with its own keys.
 * Throws `UsageError` on keys or a state URL without a target: most likely the target was forgotten, and the check would say nothing of it.
 */
export const openServer = async (settings: Settings, context: Context): Promise<CheckedServer> => {
  const target = settings.get(options.target);
  if (target !== null) return serverAt(settings, context, new URL(target));
  const stray = TARGET_OPTIONS.find((option) => settings.isGiven(option));
  if (stray !== undefined)
    throw new UsageError(
      `${settings.nameOf(stray)} is given without a target; the embedded reference has keys, a state and a connection of its own. Name the server with --target, or leave this out.`,
    );
  const { startEmbeddedReference } = await import("../serve/embedded-reference.ts");
  const reference = await startEmbeddedReference((problem) =>
    context.stderr.write(`The reference: ${String(problem)}\n`),
  );
  return {
    ...reference,
    isEmbedded: true,
    keyHeader: USUAL_KEY_HEADER,
    renewKey: null,
    replayFlags: [],
    // Whatever proxy the environment names: it is in this very process.
    connection: STRAIGHT,
    allowWrites: settings.get(options.allowWrites) ?? true,
  };
};
