import { freshDatabase } from "./fresh-database.ts";
import type { Cluster } from "./open-cluster.ts";
import { startPostgres } from "./start-postgres.ts";

/** New databases, all on one server. */
export interface DatabasesOnDemand {
  /** Makes a new database and gives its URL. */
  readonly fresh: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Gives new databases on a server that is started when the first is asked for. */
export const databasesOnDemand = (): DatabasesOnDemand => {
  let server: Promise<Cluster> | null = null;
  return {
    fresh: async () => {
      server ??= startPostgres({ isDurable: false });
      return freshDatabase((await server).url);
    },
    close: async () => {
      await (await server)?.close();
    },
  };
};
