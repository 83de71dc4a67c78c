import { spawn } from "node:child_process";

/** What a command printed, or why it gave nothing, as a clause. Never more than that: what it prints is a secret. */
export type CommandResult =
  | { readonly kind: "printed"; readonly text: string }
  | { readonly kind: "failed"; readonly why: string };

/** What a command may touch. */
export interface CommandPlace {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A key of more characters fits in no header. */
const MOST_BYTES = 64 * 1024;

const lastLine = (text: string): string => text.trim().split("\n").at(-1)?.trim().slice(0, 300) ?? "";

/** Runs a command line in a POSIX shell and gives what it printed. One that takes too long is ended, with all that it started. */
export const runKeyCommand = (command: string, place: CommandPlace): Promise<CommandResult> =>
  new Promise((resolve) => {
    const { folder, env, timeoutMs, signal } = place;
    // A group of its own, so that all of it can be ended.
    const child = spawn("/bin/sh", ["-c", command], {
      cwd: folder,
      env: { ...env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      if (printed.length <= MOST_BYTES) printed += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      said = `${said}${chunk}`.slice(-MOST_BYTES);
    });

    const end = (result: CommandResult): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      resolve(result);
    };
    const kill = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const stop = (): void => {
      kill();
      end({ kind: "failed", why: "the run was told to end" });
    };
    const timer = setTimeout(() => {
      kill();
      end({ kind: "failed", why: `it had not ended after ${timeoutMs / 1000} s` });
    }, timeoutMs);
    signal.addEventListener("abort", stop, { once: true });
    child.once("error", (error) => end({ kind: "failed", why: `it could not be started (${error.message})` }));
    child.once("close", (code, killedBy) => {
      if (code === 0) return end({ kind: "printed", text: printed.trim() });
      const how = code === null ? `it was ended by ${killedBy}` : `it ended with ${code}`;
      const words = lastLine(said);
      end({ kind: "failed", why: words === "" ? how : `${how} and said: ${words}` });
    });
  });
