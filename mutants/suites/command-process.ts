import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../bin/cvm-contract.js", import.meta.url));

/** What a finished command left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a child: this one's without the command's own variables, so that tests do not depend on the caller's. */
const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("CVM_CONTRACT_")));

const start = (args: readonly string[], cwd: string | undefined, env: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(process.execPath, [COMMAND, ...args], {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });

const collect = (child: ChildProcess): { readonly stdout: () => string; readonly stderr: () => string } => {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return { stdout: () => stdout, stderr: () => stderr };
};

/** Runs `cvm-contract` with these arguments to its end. */
export const runCommand = async (args: readonly string[], cwd?: string): Promise<Finished> => {
  const child = start(args, cwd);
  const output = collect(child);
  const [code] = await once(child, "close");
  return { code: typeof code === "number" ? code : null, stdout: output.stdout(), stderr: output.stderr() };
};

/** A running server command. */
export interface ServerProcess {
  readonly url: URL;
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Sends a signal and resolves with the exit code when the process is gone (null when the signal ended it). */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts a server command of `cvm-contract` on a free port and resolves when it has printed its address. */
export const startServerCommand = async (
  args: readonly string[],
  cwd?: string,
  env?: NodeJS.ProcessEnv,
): Promise<ServerProcess> => {
  const child = start([...args, "--port", "0"], cwd, env);
  const collected = collect(child);
  const output = (): string => collected.stdout() + collected.stderr();
  const address = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const found = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):[1-9]\d*/.exec(output());
      if (found) resolve(found[0]);
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.once("close", (code) => reject(new Error(`The server ended with ${code} before it listened:\n${output()}`)));
  });
  return {
    url: new URL(address),
    child,
    output,
    stop: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const closed = once(child, "close");
      child.kill(signal);
      const [code] = await closed;
      return typeof code === "number" ? code : null;
    },
  };
};
