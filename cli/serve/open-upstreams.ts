import type { Fleet, UpstreamNodes } from "../../reference-impl/index.ts";
import type { Context } from "../context.ts";
import type { Settings } from "../options/settings.ts";
import { suggestion } from "../options/suggest.ts";
import { UsageError } from "../options/usage-error.ts";
import { loadCertificates } from "../output/load-certificates.ts";
import { loadCredentials } from "./load-credentials.ts";
import { serveOptions as options } from "./options.ts";
import type { Upstream } from "./upstream.ts";

/** The upstreams of a server. `close` ends them where they are ours. */
export interface OpenUpstreams {
  readonly urls: UpstreamNodes;
  readonly isSimulated: boolean;
  readonly close: () => Promise<void>;
}

/** Which URL each of a fleet's nodes has: those given by name, and the others in order. */
export const urlsByNode = (
  flag: "--teepod" | "--gateway",
  given: readonly Upstream[],
  nodes: readonly string[],
): ReadonlyMap<string, string> => {
  const named = given.flatMap(({ name, url }) => (name === null ? [] : [[name, url] as const]));
  const stranger = named.find(([name]) => !nodes.includes(name));
  if (stranger !== undefined)
    throw new UsageError(
      `${flag} names ${stranger[0]}, which the fleet does not have.${suggestion(stranger[0], nodes)} It has ${nodes.join(", ")}.`,
    );
  const urls = new Map(named);
  if (urls.size < named.length) throw new UsageError(`${flag} names a node twice. Keep one of them.`);
  const nameless = given.filter(({ name }) => name === null).map(({ url }) => url);
  const rest = nodes.filter((node) => !urls.has(node));
  if (nameless.length !== rest.length)
    throw new UsageError(
      `The fleet needs a ${flag} for each of ${nodes.join(", ")}: ${given.length} given, ${nodes.length} needed.`,
    );
  for (const [index, node] of rest.entries()) urls.set(node, nameless[index] ?? "");
  return urls;
};

/** The upstreams that the flags name, or the simulator, started for the fleet's world, where they name none. */
export const openUpstreams = async (
  settings: Settings,
  fleet: Fleet,
  context: Pick<Context, "env" | "folder">,
): Promise<OpenUpstreams> => {
  const teepods = settings.get(options.teepod);
  const gateways = settings.get(options.gateway);
  if (teepods.length === 0 && gateways.length === 0) {
    const idle = [options.teepodAuth, options.gatewayAuth, options.upstreamCa].find((one) => settings.isGiven(one));
    if (idle !== undefined)
      throw new UsageError(
        `${settings.nameOf(idle)} is for real upstreams, but the simulator answers. Name them with --teepod and --gateway.`,
      );
    const { startSimulator } = await import("../../reference-impl/index.ts");
    const { teepods, gateways, close } = await startSimulator(fleet.world);
    return { urls: { teepods, gateways }, isSimulated: true, close };
  }
  const { placements } = fleet;
  const teepodNames = [...new Set(placements.map(({ teepod }) => teepod))];
  const gatewayNames = [...new Set(placements.map(({ gateway }) => gateway))];
  const urls = {
    teepods: urlsByNode("--teepod", teepods, teepodNames),
    gateways: urlsByNode("--gateway", gateways, gatewayNames),
    credentials: new Map([
      ...(await loadCredentials("--teepod-auth", settings.get(options.teepodAuth), teepodNames, context)),
      ...(await loadCredentials("--gateway-auth", settings.get(options.gatewayAuth), gatewayNames, context)),
    ]),
    ca: await loadCertificates(settings.get(options.upstreamCa), "--upstream-ca", context.folder),
  };
  return { urls, isSimulated: false, close: async () => {} };
};
