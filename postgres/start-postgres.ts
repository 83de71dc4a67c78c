import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Cluster } from "./open-cluster.ts";

const KEEPER = fileURLToPath(new URL("../scripts/keep-postgres.ts", import.meta.url));

/** What the keeper says: the URL of what it opened, that an order is done, or why it could not. */
type Said = { readonly kind: "opened"; readonly url: string } | { readonly kind: "done" };

const readSaid = (message: unknown): Said => {
  if (typeof message === "object" && message !== null && "kind" in message) {
    if (message.kind === "done") return { kind: "done" };
    if (message.kind === "opened" && "url" in message) return { kind: "opened", url: String(message.url) };
    if (message.kind === "failed" && "why" in message) throw new Error(`PostgreSQL: ${message.why}`);
  }
  throw new Error(`The keeper of PostgreSQL said ${JSON.stringify(message)}.`);
};

/** What the keeper says next. Only while it is waited for does the keeper keep this process from ending. */
const nextSaid = async (child: ChildProcess): Promise<Said> => {
  const waiting = new AbortController();
  const { signal } = waiting;
  child.channel?.ref();
  try {
    return await Promise.race([
      once(child, "message", { signal }).then(([message]) => readSaid(message)),
      once(child, "exit", { signal }).then(([code]) => {
        throw new Error(`The keeper of PostgreSQL ended with ${code}.`);
      }),
    ]);
  } finally {
    child.channel?.unref();
    waiting.abort();
  }
};

/**
 * Starts a PostgreSQL server that is gone with this process, even if this is killed: another process keeps it. `isDurable` has it
 * wait for the disk as in production; without, a power cut would lose what it holds, the end of a process not.
 */
export const startPostgres = async ({ isDurable }: { readonly isDurable: boolean }): Promise<Cluster> => {
  const child = fork(KEEPER, [isDurable ? "durable" : "fast"], {
    // A group of its own: what is sent to this process's group, as by ctrl-C, must not end the keeper before the server.
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.unref();
  const order = async (text: string): Promise<void> => {
    const said = nextSaid(child);
    child.send({ order: text });
    await said;
  };
  const opened = await nextSaid(child);
  if (opened.kind !== "opened") throw new Error("The keeper of PostgreSQL gave no URL.");
  return {
    url: opened.url,
    start: () => order("start"),
    stop: (how) => order(`stop ${how}`),
    close: async () => {
      const ended = once(child, "exit");
      child.ref();
      await order("close");
      child.disconnect();
      await ended;
    },
  };
};
