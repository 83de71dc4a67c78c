import { loadContract, openapiDocument } from "../contract/index.ts";
import type { ApiKey } from "./auth/api-key.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Fleet } from "./fleet/fleet.ts";
import { createServer, type ServerTimeouts } from "./http/create-server.ts";
import { watchConnections } from "./http/open-connections.ts";
import { createRefreshEndpoint } from "./http/refresh-endpoint.ts";
import { refreshRoute } from "./http/refresh-route.ts";
import { stateRoutes } from "./http/state-routes.ts";
import { refreshOperation } from "./refresh-operation.ts";
import { createSeams, type Seams } from "./seams.ts";
import { openSources } from "./sources/open-sources.ts";
import type { CvmStore } from "./stores/cvm-store.ts";

/** Where the upstreams of a fleet are; nodes are known by the names that the fleet gives them. */
export interface UpstreamUrls {
  readonly teepodUrls: ReadonlyMap<string, string>;
  readonly gatewayUrls: ReadonlyMap<string, string>;
  readonly teepodToken?: string | null;
  readonly gatewayToken?: string | null;
}

/** What a reference server is started with. */
export interface ReferenceOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The server's from now on: it is closed with the server. */
  readonly store: CvmStore;
  /** The fleet's placements say which gateway serves which teepod; its CVMs are what the test state restores. */
  readonly fleet: Pick<Fleet, "placements" | "cvms">;
  readonly upstreams: UpstreamUrls;
  readonly keys: readonly ApiKey[];
  readonly clock?: Clock;
  /** Adds `/__state`, which anyone may use. */
  readonly testState?: boolean;
  /** Steps to be replaced, by what is made of those as they should be. */
  readonly replaceSeams?: (seams: Seams) => Seams;
  /** Told of every problem that is not a client's. */
  readonly onProblem?: (problem: unknown) => void;
  readonly timeouts?: Partial<ServerTimeouts>;
}

/** A running server. */
export interface Reference {
  /** Its origin, as in `http://127.0.0.1:4020`. */
  readonly url: string;
  /** Takes nothing new, finishes what it has accepted, then closes upstream connections and store. */
  readonly close: () => Promise<void>;
}

/** The whole request's deadline: the official client gives up after 30 s. */
const DEADLINE_MS = 25_000;

const TIMEOUTS: ServerTimeouts = Object.freeze({
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  checkEveryMs: 1_000,
});

/** Starts the reference implementation. Rejects with Node.js's own error where the address can't be listened on. */
export const startReference = async (options: ReferenceOptions): Promise<Reference> => {
  const { host, port, store, fleet, upstreams, keys, clock = systemClock } = options;
  const contract = loadContract(openapiDocument);
  const operation = refreshOperation(contract);
  const ownSeams = createSeams(contract, operation);
  const seams = options.replaceSeams?.(ownSeams) ?? ownSeams;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const sources = openSources(
    { teepodToken: null, gatewayToken: null, ...upstreams, placements: fleet.placements },
    clock,
  );
  const endpoint = createRefreshEndpoint({ store, sources, clock, seams, keys, deadlineMs: DEADLINE_MS });
  const server = createServer({
    routes: [
      refreshRoute(operation.path, endpoint),
      ...(options.testState === true ? stateRoutes(store, fleet.cvms) : []),
    ],
    finishReply: seams.finishReply,
    onProblem: options.onProblem ?? (() => {}),
    timeouts,
  });
  const connections = watchConnections(server.server);

  const url = await server.listen({ host, port });
  return {
    url,
    close: async () => {
      const closed = server.close();
      connections.drain();
      // Node.js stops looking at timeouts once it closes, so that a body that never comes would keep it open for ever.
      const cancel = clock.after(timeouts.requestTimeoutMs + DEADLINE_MS, () => server.server.closeAllConnections());
      await closed;
      cancel();
      await sources.close();
      await store.close();
    },
  };
};
