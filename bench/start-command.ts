import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A server, or several that stand behind one URL. */
export interface RunningServer {
  readonly url: URL;
  /** Asks it to end, and resolves when it has. */
  readonly stop: () => Promise<void>;
}

/** A server command of `cvm-contract`, running as one process. */
export interface RunningCommand extends RunningServer {
  readonly pid: number;
}

/** Starts a server command on a free port and resolves when it has said its address. Rejects with its output where it ends before. */
export const startCommand = async (...args: readonly string[]): Promise<RunningCommand> => {
  const command = fileURLToPath(new URL("../bin/cvm-contract.js", import.meta.url));
  const child = spawn(process.execPath, [command, ...args, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  for (;;) {
    const address = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(output)?.[0];
    if (address !== undefined)
      return {
        url: new URL(address),
        pid: child.pid ?? 0,
        stop: async () => {
          child.kill("SIGTERM");
          await ended;
        },
      };
    await Promise.race([
      once(child.stdout, "data"),
      once(child.stderr, "data"),
      ended.then(([code]) => {
        throw new Error(`${args[0]} ended with ${String(code)}:\n${output}`);
      }),
    ]);
  }
};
