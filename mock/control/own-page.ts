import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";

const nameOf = (host: string): string =>
  host
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();

/** Names under which no page of somebody else's can be served: addresses, and what means this machine everywhere. */
const isOwnName = (name: string): boolean => isIP(name) !== 0 || name === "localhost" || name.endsWith(".localhost");

const originHost = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

/**
 * Whether a request to steer the mock comes from its own page or from no page at all. Any page that a developer visits could
 * send one otherwise: directly, or by a name of its own that it lets point to this machine.
 */
export const isFromOwnPage = ({ headers }: FastifyRequest, listensOn: string): boolean => {
  const host = headers.host ?? "";
  const name = nameOf(host);
  if (!isOwnName(name) && name !== listensOn.toLowerCase()) return false;
  return headers.origin === undefined || originHost(headers.origin) === host;
};
