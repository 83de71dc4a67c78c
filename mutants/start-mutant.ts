import {
  createMemoryStore,
  decodeKeys,
  demoKeys,
  type Fleet,
  type Reference,
  smallFleet,
  startReference,
  startSimulator,
} from "../reference-impl/index.ts";
import type { MutantChange } from "./define-mutant.ts";
import { rememberingSources } from "./remembering-sources.ts";

/** What all mutants of a process run against: one small fleet and its simulated upstreams. */
export interface MutantWorld {
  /** Starts the reference with a bug, on fresh data and a free loopback port, with the demo keys and `/__state`. */
  readonly start: (changes: MutantChange) => Promise<Reference>;
  readonly close: () => Promise<void>;
}

/** The embedded reference's: what kills a mutant here kills it there. */
const FLEET_SEED = 1;

/** Opens the world that mutants run against, or one with another fleet. */
export const openMutantWorld = async (fleet: Fleet = smallFleet(FLEET_SEED)): Promise<MutantWorld> => {
  const simulator = await startSimulator(fleet.world);
  const remembering = rememberingSources(fleet);
  return {
    start: (changes) => {
      const sound = createMemoryStore(fleet.cvms);
      const store = changes.at === "store" ? changes.make(sound) : sound;
      return startReference({
        host: "127.0.0.1",
        port: 0,
        store,
        fleet,
        upstreams: simulator,
        keys: decodeKeys(demoKeys),
        testState: true,
        replaceSeams: (own) => {
          const seams = changes.at === "steps" ? { ...own, ...changes.make(own, store) } : own;
          // Right above the upstreams, so that what a bug makes of their answers is not remembered, least of all for the next mutant.
          return { ...seams, gather: (sources, cvms, deadline) => seams.gather(remembering(sources), cvms, deadline) };
        },
      });
    },
    close: () => simulator.close(),
  };
};
