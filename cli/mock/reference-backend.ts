import type { OpenStateBackend, StateBackend } from "../../mock/index.ts";
import type { ApiKey, Fleet, OpenReference } from "../../reference-impl/index.ts";

/** A fleet with everything that makes it answer. */
interface LiveFleet {
  readonly fleet: Fleet;
  readonly reference: OpenReference;
  readonly reset: () => Promise<void>;
  /** The fleet with what is stored now. */
  readonly now: () => Promise<Fleet>;
  readonly close: () => Promise<void>;
}

/** The demo keys, each for the workspace in its place: the fleets that come along have theirs in this order. */
const keysFor = async ({ workspaces }: Fleet): Promise<readonly ApiKey[]> => {
  const { decodeKeys, demoKeys } = await import("../../reference-impl/index.ts");
  return decodeKeys(
    demoKeys.map((key, place) => ({ ...key, workspace: workspaces[place]?.id ?? workspaces[0]?.id ?? key.workspace })),
  );
};

const openFleet = async (fleet: Fleet): Promise<LiveFleet> => {
  const { createMemoryStore, openReference, simulateInProcess } = await import("../../reference-impl/index.ts");
  const store = createMemoryStore(fleet.cvms);
  const reference = openReference({
    store,
    fleet,
    upstreams: simulateInProcess(fleet.world),
    keys: await keysFor(fleet),
  });
  return {
    fleet,
    reference,
    reset: () => store.restore(fleet.cvms, new Map()),
    now: async () => ({ ...fleet, cvms: await store.snapshot() }),
    close: () => reference.close(),
  };
};

/**
 * Makes what the mock starts when it is to keep state: the reference implementation in memory, on the simulator of its fleet,
 * with the demo keys.
 */
export const referenceBackend =
  (initial: () => Promise<Fleet>): OpenStateBackend =>
  async (): Promise<StateBackend> => {
    const { decodeFleet, FleetError } = await import("../../reference-impl/index.ts");
    let live = await openFleet(await initial());
    const underWay = new Map<LiveFleet, Set<Promise<unknown>>>();

    /** Ends a fleet once what it has in hand is answered. */
    const retire = async (retired: LiveFleet): Promise<void> => {
      await Promise.allSettled(underWay.get(retired) ?? []);
      underWay.delete(retired);
      await retired.close();
    };

    const decoded = (json: unknown): Fleet | string => {
      try {
        return decodeFleet(json);
      } catch (error) {
        if (error instanceof FleetError) return error.message;
        throw error;
      }
    };

    return {
      answer: async (headers, body) => {
        const asked = live;
        const answering = asked.reference.answer(headers, body);
        const mine = underWay.get(asked) ?? new Set();
        underWay.set(asked, mine.add(answering));
        try {
          const reply = await answering;
          return {
            status: reply.status,
            headers: { "content-type": "application/json", ...reply.headers },
            body: JSON.stringify(reply.body),
          };
        } finally {
          mine.delete(answering);
        }
      },
      reset: () => live.reset(),
      fleet: () => live.now(),
      replaceFleet: async (json) => {
        const fleet = decoded(json);
        if (typeof fleet === "string") return fleet;
        const retired = live;
        live = await openFleet(fleet);
        await retire(retired);
        return null;
      },
      close: () => retire(live),
    };
  };
