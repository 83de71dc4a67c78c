import { type Connection, type Route, secretsInUrl } from "../../../conformance/index.ts";
import type { Context } from "../../context.ts";
import type { Option } from "../../options/option.ts";
import type { Settings } from "../../options/settings.ts";
import { UsageError } from "../../options/usage-error.ts";
import { environmentProxy, proxyTexts } from "./environment-proxy.ts";
import { loadTls } from "./load-tls.ts";
import { connectionOptions as options } from "./options.ts";

/** The ways that can't be gone together. */
const WAYS: readonly Option<unknown>[] = [options.proxy, options.connect, options.unixSocket];

/** Where `--connect` or `--unix-socket` lead, else null. */
const elsewhere = (settings: Settings): Route | null => {
  const address = settings.get(options.connect);
  if (address !== null) return { kind: "address", ...address };
  const path = settings.get(options.unixSocket);
  return path === null ? null : { kind: "socket", path };
};

/**
 * How a target, and what else is asked for its sake, is reached: another address and a Unix socket are the target's alone, the proxy is for
 * both. Throws `UsageError` on ways that exclude each other, and on files that can't be used.
 */
export const openConnection = async (
  settings: Settings,
  { env, folder, hide }: Pick<Context, "env" | "folder" | "hide">,
  target: URL,
): Promise<Connection> => {
  const given = WAYS.filter((option) => settings.isGiven(option)).map((option) => settings.nameOf(option));
  if (given.length > 1)
    throw new UsageError(`${given.join(" and ")} are different ways to the server. Give one of them.`);
  hide(proxyTexts(env).flatMap(secretsInUrl), "proxy");
  const tls = await loadTls(settings, folder);
  const other = elsewhere(settings);
  const proxy = settings.get(options.proxy);
  const routeTo = (url: URL): Route => {
    if (other !== null && url.origin === target.origin) return other;
    const through = proxy === null ? environmentProxy(env, url) : new URL(proxy);
    return through === null ? { kind: "direct" } : { kind: "proxy", url: through };
  };
  // What is wrong with a variable is said before anything is sent.
  routeTo(target);
  return { tls, routeTo };
};
