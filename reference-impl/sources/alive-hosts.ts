import type { GatewayHosts, ReportedId } from "../refresh/evidence.ts";
import type { ListedHost } from "./gateway-messages.ts";

/** When hosts are looked at, and how long ago the last handshake of one that is alive may be. */
export interface Moment {
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: number;
  readonly freshMs: number;
}

/**
 * Whether a host is there: it shook hands, and not too long ago. A handshake in the future is one by a clock that is ahead of ours.
 * Source: dstack gateway, where `latest_handshake` is 0 for a host that never shook hands, and hosts long gone stay listed.
 */
export const isAlive = ({ latestHandshakeSeconds }: ListedHost, { nowMs, freshMs }: Moment): boolean =>
  latestHandshakeSeconds > 0 && nowMs - latestHandshakeSeconds * 1_000 <= freshMs;

const push = <Value>(lists: Map<string, Value[]>, key: string, value: Value): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
};

/** Sorts a gateway's listing, ready for looking up: hosts that are alive, each once, and the ids of those that are not. */
export const hostsAt = (hosts: readonly ListedHost[], moment: Moment): GatewayHosts => {
  const appsByInstanceId = new Map<string, Set<string>>();
  const idsByAppId = new Map<string, ReportedId[]>();
  const goneIdsByAppId = new Map<string, string[]>();
  const gone: ListedHost[] = [];
  for (const host of hosts) {
    if (!isAlive(host, moment)) {
      gone.push(host);
      continue;
    }
    const { appId, id } = host;
    if (id.kind === "id") {
      const apps = appsByInstanceId.get(id.instanceId) ?? new Set();
      if (apps.has(appId)) continue;
      appsByInstanceId.set(id.instanceId, apps.add(appId));
    }
    push(idsByAppId, appId, id);
  }
  for (const { appId, id } of gone)
    if (id.kind === "id" && appsByInstanceId.get(id.instanceId)?.has(appId) !== true)
      push(goneIdsByAppId, appId, id.instanceId);
  return { appsByInstanceId, idsByAppId, goneIdsByAppId };
};

/** The same of one listing after another: what was sorted stays until the next host of it has been silent for too long. */
export const sortingOnce = (freshMs: number): ((hosts: readonly ListedHost[], nowMs: number) => GatewayHosts) => {
  let last: {
    readonly listing: readonly ListedHost[];
    readonly fromMs: number;
    readonly untilMs: number;
    readonly hosts: GatewayHosts;
  } | null = null;
  return (listing, nowMs) => {
    if (last === null || last.listing !== listing || nowMs < last.fromMs || nowMs > last.untilMs) {
      const moment = { nowMs, freshMs };
      const untilMs = listing
        .filter((host) => isAlive(host, moment))
        .reduce((min, host) => Math.min(min, host.latestHandshakeSeconds * 1_000 + freshMs), Number.POSITIVE_INFINITY);
      last = { listing, fromMs: nowMs, untilMs, hosts: hostsAt(listing, moment) };
    }
    return last.hosts;
  };
};
