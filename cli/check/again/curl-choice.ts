import type { CurlChoice, ShellVariable } from "../../../conformance/index.ts";
import type { Context } from "../../context.ts";
import { variableOf } from "../../options/option.ts";
import type { Settings } from "../../options/settings.ts";
import { shellWord } from "../../text/shell-word.ts";
import { namesProxy } from "../connection/environment-proxy.ts";
import { connectionOptions as options } from "../connection/options.ts";
import type { CheckedServer } from "../server.ts";
import { hiddenHeaders } from "./hidden-headers.ts";

type Way = ReturnType<CurlChoice["wayTo"]>;

const fileFlag = (flag: string, path: string | null): readonly string[] =>
  path === null ? [] : [`${flag} ${shellWord(path)}`];

const tlsFlags = (settings: Settings, proxy: URL | null): readonly string[] => {
  const ca = settings.get(options.ca);
  const isInsecure = settings.get(options.insecure);
  const isProxySecure = proxy?.protocol === "https:";
  return [
    ...fileFlag("--cacert", ca),
    ...(isInsecure ? ["--insecure"] : []),
    ...fileFlag("--cert", settings.get(options.clientCert)),
    ...fileFlag("--key", settings.get(options.clientKey)),
    ...(isProxySecure ? fileFlag("--proxy-cacert", ca) : []),
    ...(isProxySecure && isInsecure ? ["--proxy-insecure"] : []),
  ];
};

/** The variable that holds the URL of a proxy whose user and password no line shows. */
const proxyVariable = (settings: Settings): ShellVariable => ({
  name: variableOf(options.proxy.name),
  holds: `the URL of the proxy, with user and password${settings.isGiven(options.proxy) ? " (--proxy)" : ""}`,
});

const proxyWay = (settings: Settings, proxy: URL): Way => {
  // Whatever NO_PROXY excepts: it was gone through.
  const always = "--noproxy ''";
  if (`${proxy.username}${proxy.password}` === "")
    return { flags: [`--proxy ${shellWord(proxy.origin)}`, always], variables: [] };
  const variable = proxyVariable(settings);
  return { flags: [`--proxy "$${variable.name}"`, always], variables: [variable] };
};

/** What lines of curl are made with, so that they go the way that the run went. */
export const curlChoice = (
  settings: Settings,
  { connection, keyHeader }: Pick<CheckedServer, "connection" | "keyHeader">,
  context: Pick<Context, "env" | "redact">,
): CurlChoice => {
  // curl would go through it, where the run did not.
  const around = namesProxy(context.env) ? ["--noproxy '*'"] : [];
  const routed = (url: URL): Way => {
    const route = connection.routeTo(url);
    switch (route.kind) {
      case "direct":
        return { flags: around, variables: [] };
      case "proxy":
        return proxyWay(settings, route.url);
      case "address": {
        const host = route.host.includes(":") ? `[${route.host}]` : route.host;
        return { flags: [`--connect-to ${shellWord(`::${host}:${route.port}`)}`, ...around], variables: [] };
      }
      case "socket":
        return { flags: [`--unix-socket ${shellWord(route.path)}`, ...around], variables: [] };
    }
  };
  return {
    keyHeader,
    hidden: hiddenHeaders(settings, context),
    wayTo: (url) => {
      const route = connection.routeTo(url);
      const { flags, variables } = routed(url);
      const proxy = route.kind === "proxy" ? route.url : null;
      const isSecure = url.protocol === "https:" || proxy?.protocol === "https:";
      return { flags: [...(isSecure ? tlsFlags(settings, proxy) : []), ...flags], variables };
    },
  };
};
