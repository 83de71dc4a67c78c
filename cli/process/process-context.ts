import { randomInt } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { styleText } from "node:util";
import type { Context, Output } from "../context.ts";
import { EXIT } from "../exit-code.ts";
import { watchLauncher } from "./watch-launcher.ts";
import { saveFile } from "../output/save-file.ts";

const DEFAULT_COLUMNS = 80;

const outputTo = (stream: NodeJS.WriteStream): Output => {
  // A reader that went away (`| head`) is no reason to stop: the verdict is still owed, as the exit code.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    // styleText knows NO_COLOR, FORCE_COLOR and what the terminal can do; a terminal-less stream gets no colours.
    hasColours: styleText("bold", "x", { stream }) !== "x",
    columns: stream.columns ?? DEFAULT_COLUMNS,
    style: (style, text) => styleText(style, text, { stream }),
  };
};

/** What the real process lets a command touch. The first ctrl-C asks the command to end, the second ends the process. */
export const processContext = (process: NodeJS.Process): Context => {
  const interruption = new AbortController();
  const termination = new AbortController();
  process.on("SIGINT", () => {
    if (interruption.signal.aborted) process.exit(EXIT.interrupted);
    interruption.abort();
  });
  process.on("SIGTERM", () => termination.abort());
  watchLauncher(
    process,
    () => process.ppid,
    () => termination.abort(),
  );
  return {
    argv: process.argv.slice(2),
    env: process.env,
    folder: process.cwd(),
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    redact: (text) => text,
    hide: () => {},
    spare: () => {},
    saveFile,
    appendFile: (path, text) => appendFile(path, text),
    interrupted: interruption.signal,
    terminated: termination.signal,
    nowMs: Date.now,
    freshSeed: () => randomInt(0x8000_0000),
  };
};
