import { isIPv4 } from "node:net";
import { proxyUrl } from "../../options/kinds/proxy-url.ts";
import { UsageError } from "../../options/usage-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** In small letters first, as curl and others read them; an empty one counts for none. */
const variable = (env: Environment, name: string): { readonly name: string; readonly value: string } | null => {
  for (const spelled of [name.toLowerCase(), name]) {
    const value = env[spelled]?.trim();
    if (value !== undefined) return value === "" ? null : { name: spelled, value };
  }
  return null;
};

const bare = (host: string): string =>
  host
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();

/** Whether a host is this machine: a proxy elsewhere would take it for itself. */
export const isLoopback = (hostname: string): boolean => {
  const host = bare(hostname);
  return (
    host === "localhost" || host.endsWith(".localhost") || host === "::1" || (isIPv4(host) && host.startsWith("127."))
  );
};

/** An entry of NO_PROXY: `host`, `host:port`, `.domain`, `*.domain`, `[::1]:443` or `*`. A host stands for its subdomains too. */
const isExcepted = (entry: string, { hostname, port, protocol }: URL): boolean => {
  const [, bracketed, plain, digits] = /^(?:\[(.+)\]|([^:]+|.*:.*:.*?))(?::(\d+))?$/.exec(entry) ?? [];
  const named = bare(bracketed ?? plain ?? "");
  const wanted = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  if (named === "" || (digits !== undefined && digits !== wanted)) return false;
  const host = bare(hostname);
  const suffix = named.replace(/^\*?\./, "");
  if (named === "*") return true;
  return (host === suffix && !named.startsWith("*.")) || host.endsWith(`.${suffix}`);
};

/**
 * The proxy that the environment names for a URL, or null. None is for a host of this machine, and none for what NO_PROXY names.
 * Throws `UsageError` on a variable that names no HTTP proxy, where it would be used.
 */
export const environmentProxy = (env: Environment, url: URL): URL | null => {
  const given = variable(env, url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY");
  if (given === null || isLoopback(url.hostname)) return null;
  const exceptions = (variable(env, "NO_PROXY")?.value ?? "").split(/[,\s]+/);
  if (exceptions.some((entry) => isExcepted(entry, url))) return null;
  const decoded = proxyUrl.decode(given.value);
  if (decoded.isValid) return new URL(decoded.value);
  throw new UsageError(
    `The environment variable ${given.name} has to be ${decoded.expected}. Mend it, give --proxy, or name ${url.hostname} in NO_PROXY.`,
  );
};

/** Whether the environment names any proxy, which other programs may go through where this one does not. */
export const namesProxy = (env: Environment): boolean =>
  ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].some((name) => variable(env, name) !== null);

/** What in the environment's proxies is secret. */
export const proxyTexts = (env: Environment): readonly string[] =>
  ["HTTP_PROXY", "HTTPS_PROXY"].flatMap((name) => variable(env, name)?.value ?? []);
