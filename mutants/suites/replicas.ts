import { type RoundRobin, startRoundRobin } from "../replicas/round-robin.ts";
import { type ServerProcess, startServerCommand } from "./command-process.ts";

/** Several `serve` on one database, and what stands before them. */
export interface Replicas {
  readonly front: RoundRobin;
  readonly processes: readonly ServerProcess[];
  readonly close: () => Promise<void>;
}

/** Starts so many replicas on a PostgreSQL database, all with the fleet that comes along, and a round-robin before them. */
export const startReplicas = async (databaseUrl: string, count: number, fleet = "small"): Promise<Replicas> => {
  const processes: ServerProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((one) => one.stop("SIGTERM")));
  };
  try {
    const started = Array.from({ length: count }, async () => {
      const one = await startServerCommand(["serve", "--fleet", fleet, "--test-state"], undefined, {
        CVM_CONTRACT_STORE: databaseUrl,
      });
      processes.push(one);
    });
    const failed = (await Promise.allSettled(started)).find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    const front = await startRoundRobin(processes.map(({ url }) => url.href));
    return {
      front,
      processes,
      close: async () => {
        await front.close();
        await stop();
      },
    };
  } catch (problem) {
    await stop();
    throw problem;
  }
};
