import { systemClock } from "./clock.ts";
import { createServer, type ServerTimeouts } from "./http/create-server.ts";
import { watchConnections } from "./http/open-connections.ts";
import { refreshRoute } from "./http/refresh-route.ts";
import { stateRoutes } from "./http/state-routes.ts";
import { DEADLINE_MS, openReference, type ReferenceParts } from "./open-reference.ts";

/** What a reference server is started with; the fleet's CVMs are what the test state restores. */
export interface ReferenceOptions extends ReferenceParts {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Adds `/__state`, which anyone may use. */
  readonly testState?: boolean;
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

const TIMEOUTS: ServerTimeouts = Object.freeze({
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  checkEveryMs: 1_000,
});

/** Starts the reference implementation. Rejects with Node.js's own error where the address can't be listened on. */
export const startReference = async (options: ReferenceOptions): Promise<Reference> => {
  const { host, port, store, fleet, clock = systemClock } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const reference = openReference(options);
  const server = createServer({
    routes: [
      refreshRoute(reference.operation.path, reference.endpoint),
      ...(options.testState === true ? stateRoutes(store, fleet.cvms) : []),
    ],
    finishReply: reference.seams.finishReply,
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
      await reference.close();
    },
  };
};
