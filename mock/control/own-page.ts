import type { FastifyRequest } from "fastify";
import { type AllowedHosts, hostNameIn, isAllowedHost } from "./allowed-hosts.ts";

const originHost = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

/** Shown back in a message, so that a name that is no name does not fill it. */
const MAX_SHOWN = 100;

/**
 * Why a request may not steer the mock, or null where it may: it comes from its own page, or from no page at all, under an allowed host
 * name. Any page that a developer visits could send one otherwise: directly, or by a name of its own that it lets point to this machine.
 */
export const whyNotSteering = ({ headers }: FastifyRequest, allowed: AllowedHosts): string | null => {
  const host = headers.host ?? "";
  const name = hostNameIn(host);
  if (!isAllowedHost(name, allowed)) {
    const shown = name.slice(0, MAX_SHOWN);
    return `What steers the mock is closed under the host name ${JSON.stringify(shown)}: a page of somebody else's could use it. Start the mock with --allowed-hosts ${shown} if the name is yours (allowedHosts: [${JSON.stringify(shown)}] from a test).`;
  }
  return headers.origin === undefined || originHost(headers.origin) === host ? null : "For the mock's own page alone";
};
