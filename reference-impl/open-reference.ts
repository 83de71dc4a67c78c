import { loadContract, openapiDocument } from "../contract/index.ts";
import type { ApiKey } from "./auth/api-key.ts";
import type { RequestHeaders } from "./auth/authenticate.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Fleet } from "./fleet/fleet.ts";
import {
  createRefreshEndpoint,
  type Refreshed,
  type RefreshEndpoint,
  unauthenticatedReply,
} from "./http/refresh-endpoint.ts";
import type { Reply } from "./http/reply.ts";
import { type RefreshOperation, refreshOperation } from "./refresh/refresh-operation.ts";
import { createSeams, type Seams } from "./seams.ts";
import { type NodeAddress, openSources, type UpstreamFailure } from "./sources/open-sources.ts";
import type { UpstreamCredential } from "./sources/upstream-credential.ts";
import type { CvmStore } from "./stores/cvm-store.ts";

/** Where the upstreams of a fleet are; nodes are known by the names that the fleet gives them. */
export interface UpstreamNodes {
  readonly teepods: ReadonlyMap<string, NodeAddress>;
  readonly gateways: ReadonlyMap<string, NodeAddress>;
  /** By the node's name. */
  readonly credentials?: ReadonlyMap<string, UpstreamCredential>;
  /** Certificates in PEM of those who vouch for the nodes, in place of the usual ones. */
  readonly ca?: string | null;
}

/** What a reference is made of. */
export interface ReferenceParts {
  /** The reference's from now on: it is closed with it. */
  readonly store: CvmStore;
  /** The placements say which gateway serves which teepod. */
  readonly fleet: Pick<Fleet, "placements" | "cvms">;
  readonly upstreams: UpstreamNodes;
  /** A function where they change while it runs. */
  readonly keys: readonly ApiKey[] | (() => readonly ApiKey[]);
  /** Told of every refresh before it is answered. */
  readonly onRefreshed?: (refreshed: Refreshed) => Promise<void>;
  /** Told of the first failed write of a request, and of the request. */
  readonly onWriteFailure?: (problem: unknown, requestId: string) => void;
  /** How long ago the last handshake of a gateway's host may be for it to count; 30 minutes where not given. */
  readonly gatewayFreshMs?: number;
  /** Told of each call that an upstream failed. */
  readonly onUpstreamFailure?: (failure: UpstreamFailure) => void;
  readonly clock?: Clock;
  /** Steps to be replaced, by what is made of those as they should be. */
  readonly replaceSeams?: (seams: Seams) => Seams;
}

/** The reference without a server: it listens on nothing. */
export interface OpenReference {
  readonly operation: RefreshOperation;
  readonly endpoint: RefreshEndpoint;
  readonly seams: Seams;
  /** Answers a whole request. Rejects only when the store can't be read. */
  readonly answer: (headers: RequestHeaders, body: Buffer) => Promise<Reply>;
  /** Closes upstream connections and store. */
  readonly close: () => Promise<void>;
}

/** The whole request's deadline: the official client gives up after 30 s. */
export const DEADLINE_MS = 25_000;

/** WireGuard shakes hands every two minutes; half an hour rides out a reboot. Source: dstack's gateway, which serves no older hosts. */
const GATEWAY_FRESH_MS = 30 * 60 * 1_000;

/** Puts the reference together on its store and upstreams. */
export const openReference = ({
  store,
  fleet,
  upstreams,
  keys,
  onRefreshed,
  onWriteFailure,
  onUpstreamFailure,
  gatewayFreshMs = GATEWAY_FRESH_MS,
  clock = systemClock,
  replaceSeams,
}: ReferenceParts): OpenReference => {
  const contract = loadContract(openapiDocument);
  const operation = refreshOperation(contract);
  const ownSeams = createSeams(contract, operation);
  const seams = replaceSeams?.(ownSeams) ?? ownSeams;
  const sources = openSources(
    { credentials: new Map(), ca: null, ...upstreams, placements: fleet.placements, gatewayFreshMs },
    clock,
    onUpstreamFailure,
  );
  const endpoint = createRefreshEndpoint({
    store,
    sources,
    clock,
    seams,
    keys,
    deadlineMs: DEADLINE_MS,
    ...(onRefreshed === undefined ? {} : { onRefreshed }),
    ...(onWriteFailure === undefined ? {} : { onWriteFailure }),
  });
  return {
    operation,
    endpoint,
    seams,
    answer: async (headers, body) => {
      const caller = endpoint.callerOf(headers);
      if (caller === null) return unauthenticatedReply;
      const contentType = headers["content-type"];
      return endpoint.answer(caller, body, typeof contentType === "string" ? contentType : undefined);
    },
    close: async () => {
      await sources.close();
      await store.close();
    },
  };
};
