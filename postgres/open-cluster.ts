import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findPostgresPackage } from "./postgres-package.ts";
import { type Account, runnableFolder, serverAccount } from "./server-account.ts";

const run = promisify(execFile);

/** How a server stops. `fast` ends connections and writes all to the disk; `immediate` is as if it had crashed. */
export type Stop = "fast" | "immediate";

/** A PostgreSQL server with data of its own in a temporary folder. */
export interface Cluster {
  /** Of its first database, with user and password. */
  readonly url: string;
  /** Starts it again, where it was. */
  readonly start: () => Promise<void>;
  readonly stop: (how: Stop) => Promise<void>;
  /** Stops it and removes its folder. */
  readonly close: () => Promise<void>;
}

const USER = "owner";
const SIGNALS = { fast: "SIGINT", immediate: "SIGQUIT" } as const;
const MOST_STARTS = 5;

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === "object" ? address.port : 0;
};

/** Starts the server and waits until it takes connections. Rejects with its log where it ends before. */
const startServer = async (
  binary: string,
  dataFolder: string,
  port: number,
  isDurable: boolean,
  account: Account,
): Promise<ChildProcess> => {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    ...(isDurable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(binary, ["-D", dataFolder, ...flags], { ...account, stdio: ["ignore", "ignore", "pipe"] });
  await new Promise<void>((resolve, reject) => {
    let log = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      // It is read to the end, or else the server would stop at a full pipe; what comes after the start is not kept.
      if (log.length < 100_000) log += text;
      if (log.includes("ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code} before it was ready:\n${log}`)));
  });
  return child;
};

/** Makes the data folder, which belongs to the account, and gives the password of its only user. */
const initialise = async (binFolder: string, folder: string, account: Account): Promise<string> => {
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, password, { mode: 0o644 });
  const flags = ["--no-sync", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", `--username=${USER}`];
  await run(
    join(binFolder, "initdb"),
    [`--pgdata=${join(folder, "data")}`, `--pwfile=${passwordFile}`, ...flags],
    account,
  );
  await rm(passwordFile);
  return password;
};

const stopServer = async (child: ChildProcess | null, how: Stop): Promise<void> => {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(SIGNALS[how]);
  await ended;
};

/** Makes a new cluster and starts it on a free port of loopback. Rejects where this platform has no PostgreSQL. */
export const openCluster = async (isDurable: boolean): Promise<Cluster> => {
  const found = findPostgresPackage();
  if (found.kind === "missing") throw new Error(`PostgreSQL can't be started: ${found.why}.`);
  const folder = await mkdtemp(join(tmpdir(), "cvm-contract-postgres-"));
  let child: ChildProcess | null = null;
  const close = async (): Promise<void> => {
    await stopServer(child, "immediate");
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const account = await serverAccount();
    if (account.uid !== undefined) await chown(folder, account.uid, account.gid);
    await chmod(folder, 0o700);
    const binFolder = join(await runnableFolder(found.nativeFolder, account, folder), "bin");
    const password = await initialise(binFolder, folder, account);
    const startAt = (port: number): Promise<ChildProcess> =>
      startServer(join(binFolder, "postgres"), join(folder, "data"), port, isDurable, account);
    let port = await freePort();
    // Somebody else may take the port between the look and the start.
    for (let starts = 1; child === null; starts += 1)
      try {
        child = await startAt(port);
      } catch (problem) {
        if (starts === MOST_STARTS) throw problem;
        port = await freePort();
      }
    return {
      url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`,
      start: async () => {
        child = await startAt(port);
      },
      stop: (how) => stopServer(child, how),
      close,
    };
  } catch (problem) {
    await close();
    throw problem;
  }
};
