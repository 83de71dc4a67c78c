import { createServer } from "node:http";
import { freshDatabase } from "./fresh-database.ts";
import type { Cluster } from "./open-cluster.ts";
import { startPostgres } from "./start-postgres.ts";

/** Where new databases are to be had. */
export interface DatabaseService {
  /** Answers any request with the URL of a new database. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Gives new databases over HTTP on loopback, all on one server, which is started at the first request. */
export const serveDatabases = async (): Promise<DatabaseService> => {
  let server: Promise<Cluster> | null = null;
  const makeDatabase = async (): Promise<string> => {
    server ??= startPostgres({ isDurable: false });
    return freshDatabase((await server).url);
  };
  const service = createServer((_, response) => {
    makeDatabase().then(
      (url) => response.end(url),
      (problem: unknown) => response.writeHead(500).end(String(problem)),
    );
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const address = service.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = new Promise((resolve) => service.close(resolve));
      service.closeAllConnections();
      await closed;
      await (await server)?.close();
    },
  };
};
