import type { FastifyInstance } from "fastify";
import { type Clock, systemClock } from "./clock.ts";
import { createServer, type OnProblem, type ServerTimeouts } from "./http/create-server.ts";
import { type OpenConnections, watchConnections } from "./http/open-connections.ts";
import { refreshRoute } from "./http/refresh-route.ts";
import { finishReply } from "./http/reply.ts";
import type { Route } from "./http/route.ts";
import { stateRoutes } from "./http/state-routes.ts";
import { DEADLINE_MS, openReference, type ReferenceParts } from "./open-reference.ts";
import { type Operations, operate } from "./operations/operate.ts";

/** Where a server listens; port 0 takes a free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** What a reference server is started with; the fleet's CVMs are what the test state restores. */
export interface ReferenceOptions
  extends Omit<ReferenceParts, "onRefreshed" | "onWriteFailure" | "onUpstreamFailure">,
    ListenAddress {
  /** Adds `/__state`, which anyone may use. */
  readonly testState?: boolean;
  /** Told of every problem that is not a client's. */
  readonly onProblem?: OnProblem;
  readonly timeouts?: Partial<ServerTimeouts>;
  /** How many requests it takes in hand at a time; without a bound where not given. */
  readonly maxInHand?: number;
  /** How many requests a minute each key may send; null, as where it is not given, sets no limit. */
  readonly requestsPerMinute?: number | null;
  /** Takes a line of JSON for each request that was answered and each call that an upstream failed. */
  readonly log?: ((line: string) => void) | null;
  /** Adds lines of JSON, one for each write, to the audit log. Where it rejects, that is a problem, and the answer goes out all the same. */
  readonly audit?: ((lines: string) => Promise<void>) | null;
  /** Which routes for operators there are beside the contract's; none where not given. */
  readonly operatorRoutes?: readonly ("health" | "metrics")[];
  /** Where routes for operators and the test state listen, in place of beside the contract's path. */
  readonly adminAddress?: ListenAddress | null;
}

/** A running server. */
export interface Reference {
  /** Its origin, as in `http://127.0.0.1:4020`. */
  readonly url: string;
  /** The origin of what is for operators: `url` unless that has an address of its own. */
  readonly adminUrl: string;
  /** Takes nothing new, finishes what it has accepted, then closes upstream connections and store. */
  readonly close: () => Promise<void>;
}

const TIMEOUTS: ServerTimeouts = Object.freeze({
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  // Above the minute after which load balancers let go of a connection, so that it is never we who do so first.
  idleTimeoutMs: 72_000,
  checkEveryMs: 1_000,
});

interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const drained = async (
  server: FastifyInstance,
  connections: OpenConnections,
  clock: Clock,
  timeouts: ServerTimeouts,
): Promise<void> => {
  const closed = server.close();
  connections.drain();
  // Node.js stops looking at timeouts once it closes, so that a body that never comes would keep it open for ever.
  const cancel = clock.after(timeouts.requestTimeoutMs + DEADLINE_MS, () => server.server.closeAllConnections());
  await closed;
  cancel();
};

/** Starts the reference implementation. Rejects with Node.js's own error where an address can't be listened on. */
export const startReference = async (options: ReferenceOptions): Promise<Reference> => {
  const { store, fleet, clock = systemClock, adminAddress = null, log = null, onProblem = () => {} } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const operations: Operations = operate({ ...options, clock, onProblem });
  const reference = openReference({
    ...options,
    onRefreshed: operations.onRefreshed,
    onWriteFailure: onProblem,
    onUpstreamFailure: (failure) => {
      operations.onUpstreamFailure(failure);
      for (const { server } of opened) server.log.warn(failure, "an upstream failed a call");
    },
  });
  const opened: { readonly server: FastifyInstance; readonly connections: OpenConnections }[] = [];

  const listen = async (
    { host, port }: ListenAddress,
    routes: readonly Route[],
    isContract: boolean,
  ): Promise<Listening> => {
    const server = createServer({
      routes,
      // What is for operators is nobody's mistake to make: the seam is the contract's.
      finishReply: isContract ? reference.seams.finishReply : finishReply,
      onProblem,
      timeouts,
      log,
      onAnswered: operations.onAnswered,
      guard: operations.guard,
      tellsRequestId: operations.tellsRequestId,
    });
    const connections = watchConnections(server.server);
    const url = await server.listen({ host, port });
    opened.push({ server, connections });
    return { url, close: () => drained(server, connections, clock, timeouts) };
  };

  const contractRoute = refreshRoute(reference.operation.path, reference.endpoint, operations.takeOne);
  const operatorsRoutes = [...operations.routes, ...(options.testState === true ? stateRoutes(store, fleet.cvms) : [])];
  let admin: Listening | null = null;
  let main: Listening;
  try {
    admin = adminAddress === null ? null : await listen(adminAddress, operatorsRoutes, false);
    main = await listen(options, admin === null ? [contractRoute, ...operatorsRoutes] : [contractRoute], true);
  } catch (problem) {
    operations.close();
    await admin?.close();
    throw problem;
  }
  return {
    url: main.url,
    adminUrl: admin?.url ?? main.url,
    close: async () => {
      operations.stopTaking();
      await main.close();
      await admin?.close();
      operations.close();
      await reference.close();
    },
  };
};
