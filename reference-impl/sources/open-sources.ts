import { Pool } from "undici";
import type { Clock } from "../clock.ts";
import type { Placement } from "../fleet/fleet.ts";
import type { Answer, EvidenceSources, GatewayHosts, ReportedId } from "../refresh/evidence.ts";
import { sortingOnce } from "./alive-hosts.ts";
import { readAdminStatus } from "./gateway-messages.ts";
import { httpTransport } from "./http-transport.ts";
import { inTurn } from "./in-turn.ts";
import { type InProcessNode, inProcessTransport } from "./in-process-transport.ts";
import { jsonAnswer } from "./json-answer.ts";
import { quietAfter } from "./quiet-after.ts";
import { NodeSilence } from "./node-silence.ts";
import { postJson, type Turn } from "./post-json.ts";
import { readingOnce } from "./reading-once.ts";
import { type SharedCall, shareNextCall } from "./share-next-call.ts";
import type { CallLimits, Transport } from "./transport.ts";
import { credentialHeaders, type UpstreamCredential } from "./upstream-credential.ts";
import { getInfoBody, readGetInfo, readStatus, statusBody } from "./teepod-messages.ts";

/** Where a node is: at a URL, which may have a path prefix, or in this very process. */
export type NodeAddress = string | InProcessNode;

/** Where the upstreams are. Nodes are known by name. */
export interface Upstreams {
  readonly teepods: ReadonlyMap<string, NodeAddress>;
  readonly gateways: ReadonlyMap<string, NodeAddress>;
  /** Which gateway serves a teepod's CVMs. */
  readonly placements: readonly Placement[];
  /** By the node's name; a node that is not named gets none. */
  readonly credentials: ReadonlyMap<string, UpstreamCredential>;
  /** Certificates in PEM of those who vouch for nodes behind `https`, in place of the usual ones; null for the usual ones. */
  readonly ca: string | null;
  /** How long ago the last handshake of a gateway's host may be for it to count. */
  readonly gatewayFreshMs: number;
}

/** Sources over the JSON interfaces of the upstreams. `close` ends their connections; calls under way fail. */
export interface OpenSources extends EvidenceSources {
  readonly close: () => Promise<void>;
}

const CONNECTIONS_PER_NODE = 8;

/** The bounds of every upstream call: 2 s, tried twice at most, 32 MiB. */
const LIMITS: CallLimits = Object.freeze({ timeoutMs: 2_000, maxAnswerBytes: 32 * 1024 * 1024, attempts: 2 });

/** How long `Status` holds back for the `GetInfo` calls that the last one gave rise to. */
const FOLLOW_UP_WAIT_MS = 20;

type Call = <Value>(
  method: string,
  body: string,
  read: (answer: Buffer) => Answer<Value>,
  turn?: Turn,
) => Promise<Answer<Value>>;

interface Node {
  readonly transport: Transport;
  readonly call: Call;
  readonly silence: NodeSilence;
}

/** A call that an upstream failed, after all its tries. `why` holds no credential. */
export interface UpstreamFailure {
  readonly node: string;
  readonly method: string;
  readonly why: string;
}

type OnFailure = (failure: UpstreamFailure) => void;

/** The transport to a node, and what stands before the path of each call. */
const reach = (address: NodeAddress, ca: string | null): { readonly transport: Transport; readonly prefix: string } => {
  if (typeof address !== "string") return { transport: inProcessTransport(address), prefix: "" };
  const { origin, pathname } = new URL(address);
  const pool = new Pool(origin, {
    connections: CONNECTIONS_PER_NODE,
    pipelining: 1,
    connect: { timeout: LIMITS.timeoutMs, ...(ca === null ? {} : { ca }) },
  });
  return { transport: httpTransport(pool), prefix: pathname.replace(/\/$/, "") };
};

const openNode = (
  name: string,
  address: NodeAddress,
  { credentials, ca }: Upstreams,
  clock: Clock,
  onFailure: OnFailure,
): Node => {
  const { transport, prefix } = reach(address, ca);
  const headers = credentialHeaders(credentials.get(name) ?? null);
  const silence = new NodeSilence(clock);
  const call: Call = async (method, body, read, turn = (send) => send()) => {
    const post = { path: `${prefix}/prpc/${method}?json`, body, headers };
    let isSent = false;
    const answer = await postJson(transport, post, read, LIMITS, clock, (send) =>
      turn(async () => {
        isSent = true;
        const result = await send();
        silence.note(method, result.kind === "answered" || result.isHeard);
        return result;
      }),
    );
    if (answer.kind === "failed" && isSent) onFailure({ node: name, method, why: answer.why });
    return answer;
  };
  return { transport, call, silence };
};

/** Resolves once all that has come in by now has been looked at: requests that come together share their calls. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const failed = (why: string): { readonly kind: "failed"; readonly why: string } => ({ kind: "failed", why });

interface Teepod {
  readonly state: SharedCall<readonly string[], Answer<ReadonlyMap<string, ReportedId>>>;
  readonly info: (vmUuid: string) => Promise<Answer<ReportedId>>;
}

const teepodOver = ({ call, silence }: Node, clock: Clock): Teepod => {
  const followUps = quietAfter(clock, FOLLOW_UP_WAIT_MS);
  // Fewer than there are connections, so that `Status` never waits behind a queue of `GetInfo` calls.
  const infoInTurn = inTurn(CONNECTIONS_PER_NODE - 1);
  const infoOf = new Map<string, SharedCall<null, Answer<ReportedId>>>();

  const openInfo = (vmUuid: string): SharedCall<null, Answer<ReportedId>> => {
    const read = jsonAnswer((json) => readGetInfo(json, vmUuid));
    return shareNextCall(() => {
      const asked = silence.mark();
      let tries = 0;
      // A second try goes to the end of the line, so that VMs which a node hangs for don't keep those waiting that it would answer for.
      return call("GetInfo", getInfoBody(vmUuid), read, (send) => {
        tries += 1;
        const isAgain = tries > 1;
        return infoInTurn(async () => (silence.hasLastedSince(asked, isAgain) ? null : send()));
      });
    }, nextTurn);
  };

  return {
    state: shareNextCall(
      (questions) => call("Status", statusBody(questions.flat()), jsonAnswer(readStatus)),
      async () => {
        await nextTurn();
        await followUps.quiet();
      },
    ),
    info: (vmUuid) => {
      const shared = infoOf.get(vmUuid) ?? openInfo(vmUuid);
      infoOf.set(vmUuid, shared);
      return followUps.during(shared(null));
    },
  };
};

const gatewayOver = ({ call }: Node, clock: Clock, freshMs: number): SharedCall<null, Answer<GatewayHosts>> => {
  const read = readingOnce(jsonAnswer(readAdminStatus));
  const sorted = sortingOnce(freshMs);
  return shareNextCall(async () => {
    const listing = await call("Admin.Status", "{}", read);
    if (listing.kind === "failed") return listing;
    return { kind: "answered", value: sorted(listing.value, clock.nowMs()) };
  }, nextTurn);
};

/** Opens the upstreams' JSON interfaces. Nothing is sent before the first question. Throws `TypeError` for a URL that is none. */
export const openSources = (upstreams: Upstreams, clock: Clock, onFailure: OnFailure = () => {}): OpenSources => {
  const opened = (addresses: ReadonlyMap<string, NodeAddress>): ReadonlyMap<string, Node> =>
    new Map(Array.from(addresses, ([name, address]) => [name, openNode(name, address, upstreams, clock, onFailure)]));
  const [teepodNodes, gatewayNodes] = [opened(upstreams.teepods), opened(upstreams.gateways)];
  const teepods = new Map(Array.from(teepodNodes, ([name, node]) => [name, teepodOver(node, clock)]));
  const gateways = new Map(
    Array.from(gatewayNodes, ([name, node]) => [name, gatewayOver(node, clock, upstreams.gatewayFreshMs)]),
  );
  const gatewayOf = new Map(upstreams.placements.map(({ teepod, gateway }) => [teepod, gateways.get(gateway)]));

  return {
    teepodState: async (teepod, vmUuids) =>
      teepods.get(teepod)?.state(vmUuids) ?? failed(`no teepod ${teepod} is configured`),
    teepodInfo: async (teepod, vmUuid) =>
      teepods.get(teepod)?.info(vmUuid) ?? failed(`no teepod ${teepod} is configured`),
    gatewayHosts: async (teepod) =>
      gatewayOf.get(teepod)?.(null) ?? failed(`no gateway is configured for teepod ${teepod}`),
    close: async () => {
      await Promise.all(
        Array.from([...teepodNodes.values(), ...gatewayNodes.values()], ({ transport }) => transport.close()),
      );
    },
  };
};
