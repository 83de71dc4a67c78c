import { isObject } from "../contract/index.ts";
import { openCluster } from "../postgres/index.ts";

/**
 * Keeps a PostgreSQL server for the process that forked it, and ends it with that process, however that ends: with the channel
 * between them gone, server and folder are removed. Its only argument is `durable` or `fast`. It is told `start`, `stop fast`,
 * `stop immediate` and `close`, and says what it has done.
 */

// Ctrl-C and the like are for the process that forked it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

const tell = (message: object): void => {
  if (process.connected) process.send?.(message);
};

const opening = openCluster(process.argv[2] === "durable");
const end = async (): Promise<void> => (await opening).close();

const obey = async (order: unknown): Promise<void> => {
  const cluster = await opening;
  switch (order) {
    case "start":
      return cluster.start();
    case "stop fast":
      return cluster.stop("fast");
    case "stop immediate":
      return cluster.stop("immediate");
    case "close":
      return end();
    default:
      throw new Error(`It knows no order ${JSON.stringify(order)}.`);
  }
};

process.on("disconnect", () => {
  end().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
process.on("message", (message) => {
  obey(isObject(message) ? message.order : null).then(
    () => tell({ kind: "done" }),
    (problem: unknown) => tell({ kind: "failed", why: String(problem) }),
  );
});
opening.then(
  ({ url }) => tell({ kind: "opened", url }),
  (problem: unknown) => {
    tell({ kind: "failed", why: String(problem) });
    process.disconnect?.();
  },
);
