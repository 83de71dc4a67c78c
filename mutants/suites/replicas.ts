import { type RoundRobin, startRoundRobin } from "../replicas/round-robin.ts";
import { type ServerProcess, startServerCommand } from "./command-process.ts";

/** Several `serve` on one store, and what stands before them. */
export interface Replicas {
  readonly front: RoundRobin;
  readonly urls: () => readonly string[];
  /** Ends one with a signal, waits until it is gone, and gives its exit code: null where the signal ended it. */
  readonly end: (index: number, signal: NodeJS.Signals) => Promise<number | null>;
  /** Starts one that has ended anew, at another address, which the front is told. */
  readonly restart: (index: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Starts so many replicas on one store (`postgres://...`, or for one alone `sqlite:...` or `memory`), all with the same fleet that comes
 * along, and a round-robin before them.
 */
export const startReplicas = async (store: string, count: number, fleet = "small"): Promise<Replicas> => {
  const start = (): Promise<ServerProcess> =>
    startServerCommand(["serve", "--fleet", fleet, "--test-state"], undefined, { CVM_CONTRACT_STORE: store });
  const starts = await Promise.allSettled(Array.from({ length: count }, start));
  const processes = starts.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const endAll = async (): Promise<void> => {
    await Promise.all(processes.map((one) => one.stop("SIGTERM")));
  };
  try {
    for (const result of starts) if (result.status === "rejected") throw result.reason;
    const front = await startRoundRobin(processes.map(({ url }) => url.href));
    return {
      front,
      urls: () => processes.map(({ url }) => url.href),
      end: async (index, signal) => (await processes[index]?.stop(signal)) ?? null,
      restart: async (index) => {
        const another = await start();
        processes[index] = another;
        front.replace(index, another.url.href);
      },
      close: async () => {
        await front.close();
        await endAll();
      },
    };
  } catch (problem) {
    await endAll();
    throw problem;
  }
};
