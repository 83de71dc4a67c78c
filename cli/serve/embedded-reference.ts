import type { Keys } from "../../conformance/index.ts";

/** The reference implementation, started for a check: in memory, on a free loopback port, with the small fleet and its keys. */
export interface EmbeddedReference {
  readonly url: URL;
  readonly keys: Keys;
  /** Its test state. */
  readonly stateUrl: URL;
  readonly close: () => Promise<void>;
}

/** Fixed: what is found in one check must be there in the next. */
const FLEET_SEED = 1;

/** Starts the embedded reference. `onProblem` is told of every problem that is not the client's. */
export const startEmbeddedReference = async (onProblem: (problem: unknown) => void): Promise<EmbeddedReference> => {
  const { createMemoryStore, decodeKeys, demoKeys, smallFleet, startReference, simulateInProcess } = await import(
    "../../reference-impl/index.ts"
  );
  const fleet = smallFleet(FLEET_SEED);
  const reference = await startReference({
    host: "127.0.0.1",
    port: 0,
    store: createMemoryStore(fleet.cvms),
    fleet,
    upstreams: simulateInProcess(fleet.world),
    keys: decodeKeys(demoKeys),
    testState: true,
    onProblem,
  });
  const keyNamed = (name: string): string | null => demoKeys.find((key) => key.name === name)?.key ?? null;
  return {
    url: new URL(reference.url),
    stateUrl: new URL("/__state", reference.url),
    keys: { member: keyNamed("member"), admin: keyNamed("admin"), other: keyNamed("other") },
    close: () => reference.close(),
  };
};
