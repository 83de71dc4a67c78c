import { buildConnector, type Dispatcher, Pool, ProxyAgent } from "undici";
import type { Connection, Route } from "./connection.ts";
import { secureOptions } from "./secure-options.ts";

/** How many connections there may be, how they are used, and what is put up with on them. */
export type PoolChoice = Pick<
  Pool.Options,
  "connections" | "pipelining" | "headersTimeout" | "maxHeaderSize" | "connectTimeout"
>;

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

const throughProxy = (proxy: URL, { tls }: Connection, choice: PoolChoice): Dispatcher =>
  new ProxyAgent({
    uri: proxy.href,
    ...choice,
    // Else what goes in absolute form would be sent with undici's own choice.
    factory: (origin, options) => new Pool(origin, { ...options, ...choice }),
    requestTls: secureOptions(tls, null),
    // Who the client is concerns the server alone.
    proxyTls: secureOptions({ ...tls, client: null }, null),
  });

/** Gives undici a connector that goes elsewhere than to the host that a URL names. */
const connectorFor = (
  url: URL,
  route: Exclude<Route, { kind: "proxy" }>,
  { tls }: Connection,
  { connectTimeout }: PoolChoice,
): buildConnector.connector | null => {
  const isElsewhere = route.kind !== "direct";
  const isPlain = !isElsewhere && tls.ca === null && tls.client === null && !tls.isInsecure;
  if (isPlain) return null;
  const connect = buildConnector({
    ...secureOptions(tls, isElsewhere ? bareHost(url) : null),
    ...(connectTimeout === undefined ? {} : { timeout: connectTimeout }),
    ...(route.kind === "socket" ? { socketPath: route.path } : {}),
  });
  if (route.kind !== "address") return connect;
  return (options, callback) => connect({ ...options, hostname: route.host, port: String(route.port) }, callback);
};

/** Opens what sends requests to the origin of a URL, which each has to name, in the way of a connection. Nothing is sent before the first. */
export const openDispatcher = (url: URL, connection: Connection, choice: PoolChoice): Dispatcher => {
  const route = connection.routeTo(url);
  if (route.kind === "proxy") return throughProxy(route.url, connection, choice);
  const connect = connectorFor(url, route, connection, choice);
  return new Pool(url.origin, { ...choice, ...(connect === null ? {} : { connect }) });
};
