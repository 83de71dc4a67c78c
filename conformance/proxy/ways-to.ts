import { Agent as HttpAgent, type RequestOptions as HttpOptions, request as requestHttp } from "node:http";
import {
  Agent as HttpsAgent,
  type AgentOptions,
  type RequestOptions as HttpsOptions,
  request as requestHttps,
} from "node:https";
import { isIP } from "node:net";
import type { Connection, TlsChoice } from "../target/connection/connection.ts";
import { secureOptions } from "../target/connection/secure-options.ts";
import type { RawHeader } from "./end-to-end.ts";

/** Where a request goes, and on a connection of which kind. */
export type Way = Pick<HttpOptions & HttpsOptions, "host" | "port" | "socketPath" | "agent">;

/** The ways to a target. */
export interface Ways {
  readonly send: typeof requestHttp;
  /** The way of a single request. */
  readonly next: () => Way;
  /** Where a proxy on the way reads what is sent: what is to stand before the path, and tells it who asks. Else null. */
  readonly reader: { readonly origin: string; readonly headers: readonly RawHeader[] } | null;
}

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

const placeOf = (url: URL): Way => ({
  host: bareHost(url),
  port: url.port === "" ? (url.protocol === "https:" ? 443 : 80) : url.port,
});

/** `expected`: whose certificate is to be shown where that is not who is connected to. */
const secureAgentOptions = (tls: TlsChoice, url: URL, expected: string | null): AgentOptions => ({
  ...secureOptions(tls, expected),
  ...(isIP(bareHost(url)) === 0 ? { servername: bareHost(url) } : {}),
});

/** A connection of its own for each request: one that the target has closed meanwhile would look like a fault of the target's. */
const FRESH = { keepAlive: false } as const;

const credentialsOf = ({ username, password }: URL): readonly RawHeader[] => {
  if (username === "" && password === "") return [];
  const pair = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
  return [["Proxy-Authorization", `Basic ${pair}`]];
};

/** A proxy is asked in absolute form. Source: RFC 9112 section 3.2.2. */
const readBy = (proxy: URL, target: URL, tls: TlsChoice): Ways => {
  const reader = { origin: target.origin, headers: credentialsOf(proxy) };
  const place = placeOf(proxy);
  if (proxy.protocol !== "https:")
    return { send: requestHttp, next: () => ({ ...place, agent: new HttpAgent(FRESH) }), reader };
  // Who the client is concerns the server alone.
  const secure = secureAgentOptions({ ...tls, client: null }, proxy, null);
  return { send: requestHttps, next: () => ({ ...place, agent: new HttpsAgent({ ...FRESH, ...secure }) }), reader };
};

/** The ways to a target in a connection. Throws where a certificate or a key can't be used. */
export const waysTo = (target: URL, { tls, routeTo }: Connection): Ways => {
  const route = routeTo(target);
  const isSecure = target.protocol === "https:";
  if (route.kind === "proxy" && !isSecure) return readBy(route.url, target, tls);
  const place: Way =
    route.kind === "socket"
      ? { socketPath: route.path }
      : route.kind === "address"
        ? { host: route.host, port: route.port }
        : placeOf(target);
  if (!isSecure) return { send: requestHttp, next: () => ({ ...place, agent: new HttpAgent(FRESH) }), reader: null };
  const isElsewhere = route.kind === "socket" || route.kind === "address";
  const secure = secureAgentOptions(tls, target, isElsewhere ? bareHost(target) : null);
  const tunnel = route.kind === "proxy" ? { proxyEnv: { HTTPS_PROXY: route.url.href } } : {};
  return {
    send: requestHttps,
    next: () => ({ ...place, agent: new HttpsAgent({ ...FRESH, ...secure, ...tunnel }) }),
    reader: null,
  };
};
