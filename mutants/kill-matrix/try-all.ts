import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { failedTrial, isTrial, type Trial } from "./trial.ts";

/** How mutants are tried. */
export interface TryAllOptions {
  readonly mutants: readonly string[];
  /** A program that answers each mutant's name that it is sent with a `Trial`. */
  readonly program: string;
  /** What the program is started with. */
  readonly args: readonly string[];
  /** How many mutants are tried at the same time. */
  readonly processes: number;
  /** A mutant that takes longer ends with its process. */
  readonly timeoutMs: number;
  readonly onTrial: (trial: Trial) => void;
}

const ended = async (child: ChildProcess): Promise<string> => {
  const [code, signal] = await once(child, "exit");
  return `its process ended with ${String(code ?? signal)}`;
};

const answered = async (child: ChildProcess): Promise<Trial | string> => {
  const [message] = await once(child, "message");
  return isTrial(message) ? message : `its process answered ${JSON.stringify(message)}, which is no trial`;
};

const late = (timeoutMs: number, signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(`it took longer than ${timeoutMs} ms`), timeoutMs);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });

/** Tries mutants in child processes, each of which tries one after the other. One that breaks down ends neither the others nor the whole. */
export const tryAll = async (options: TryAllOptions): Promise<readonly Trial[]> => {
  const { mutants, program, args, processes, timeoutMs, onTrial } = options;
  const waiting = [...mutants];
  const trials: Trial[] = [];

  const tryInTurn = async (): Promise<void> => {
    let child: ChildProcess | null = null;
    try {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        child ??= fork(program, args, {
          execArgv: ["--max-semi-space-size=64"],
          stdio: ["ignore", "inherit", "inherit", "ipc"],
        });
        const startMs = performance.now();
        const over = new AbortController();
        child.send(mutant);
        const outcome = await Promise.race([answered(child), ended(child), late(timeoutMs, over.signal)]);
        over.abort();
        child.removeAllListeners();
        if (typeof outcome === "string") {
          child.kill("SIGKILL");
          child = null;
        }
        const trial =
          typeof outcome === "string" ? failedTrial(mutant, Math.round(performance.now() - startMs), outcome) : outcome;
        trials.push(trial);
        onTrial(trial);
      }
    } finally {
      child?.disconnect();
    }
  };

  await Promise.all(Array.from({ length: processes }, tryInTurn));
  return trials.toSorted((a, b) => (a.mutant < b.mutant ? -1 : 1));
};
