import type { styleText } from "node:util";

/** How a piece of text is to look, in the words of `util.styleText`. */
export type TextStyle = Parameters<typeof styleText>[0];

/** Where text goes. */
export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** A terminal with colours, and nobody asked for none (`NO_COLOR`). */
  readonly hasColours: boolean;
  /** Width of the terminal in characters; 80 where there is none. */
  readonly columns: number;
  /** Gives the text back as it is where there are no colours. */
  readonly style: (style: TextStyle, text: string) => string;
}

/** Everything outside the program that a command may touch. */
export interface Context {
  /** What follows the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current folder, absolute. */
  readonly folder: string;
  /** For what was asked for: reports, help, lists. */
  readonly stdout: Output;
  /** For progress, logs and errors. */
  readonly stderr: Output;
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
  /** Takes these texts out of every output from now on: secrets that become known on the way. `[name]` stands in their place. */
  readonly hide: (texts: readonly string[], name: string) => void;
  /** Leaves these words alone in outputs from now on, though a secret may be spelled so: they are our own, as laws' ids are. */
  readonly spare: (words: readonly string[]) => void;
  /** Writes a text file, whole or not at all. Of a text in pieces none is kept in memory; a secret is hidden where it is within one. `path` is absolute. */
  readonly saveFile: (path: string, text: string | AsyncIterable<string>) => Promise<void>;
  /** Adds to the end of a text file that others add to as well. `path` is absolute. */
  readonly appendFile: (path: string, text: string) => Promise<void>;
  /** Fires at the first ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Fires when the process is asked to end (SIGTERM). */
  readonly terminated: AbortSignal;
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: () => number;
  /** A fresh seed, an integer from 0 to 2^31 - 1. */
  readonly freshSeed: () => number;
}
