import { tmpdir } from "node:os";
import type { Context, Output } from "../context.ts";

/** A context that keeps what is written, and what it was told to keep in which file. */
export interface FakeContext {
  readonly context: Context;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly files: ReadonlyMap<string, string>;
}

const keeping = (): { readonly output: Output; readonly text: () => string } => {
  const written: string[] = [];
  const output: Output = {
    write: (text) => {
      written.push(text);
    },
    isTerminal: false,
    hasColours: false,
    columns: 80,
    style: (_, text) => text,
  };
  return { output, text: () => written.join("") };
};

/** A context for a command line, with nothing in its environment but what `overrides` puts there. */
export const fakeContext = (argv: readonly string[], overrides: Partial<Context> = {}): FakeContext => {
  const stdout = keeping();
  const stderr = keeping();
  const files = new Map<string, string>();
  const never = new AbortController().signal;
  return {
    context: {
      argv,
      env: {},
      folder: tmpdir(),
      stdout: stdout.output,
      stderr: stderr.output,
      redact: (text) => text,
      hide: () => {},
      spare: () => {},
      saveFile: async (path, text) => {
        let whole = typeof text === "string" ? text : "";
        if (typeof text !== "string") for await (const piece of text) whole += piece;
        files.set(path, whole);
      },
      appendFile: async (path, text) => {
        files.set(path, `${files.get(path) ?? ""}${text}`);
      },
      interrupted: never,
      terminated: never,
      nowMs: () => 0,
      freshSeed: () => 1,
      ...overrides,
    },
    stdout: stdout.text,
    stderr: stderr.text,
    files,
  };
};
