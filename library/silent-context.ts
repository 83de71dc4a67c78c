import { randomInt } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Context, saveFile } from "../cli/index.ts";

type Output = Context["stdout"];

const outputTo = (write: (text: string) => void): Output => ({
  write,
  isTerminal: false,
  hasColours: false,
  columns: 80,
  style: (_, text) => text,
});

/** What a check by the library touches outside: the files that it is told to, and no environment, no terminal, no signal of the process. */
export const silentContext = (signal: AbortSignal, onWarning: (text: string) => void): Context => ({
  argv: [],
  env: {},
  folder: resolve(""),
  stdout: outputTo(() => {}),
  stderr: outputTo(onWarning),
  redact: (text) => text,
  hide: () => {},
  spare: () => {},
  saveFile,
  appendFile: (path, text) => appendFile(path, text),
  interrupted: signal,
  terminated: new AbortController().signal,
  nowMs: Date.now,
  freshSeed: () => randomInt(0x8000_0000),
});
