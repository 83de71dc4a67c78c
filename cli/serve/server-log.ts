import type { Output } from "../context.ts";

/** Where a server says what is not an answer. */
export interface ServerLog {
  /** Takes the lines of the server's own log; null where none is kept. */
  readonly line: ((line: string) => void) | null;
  /** Tells of something that went wrong, or that somebody may want to know. */
  readonly tell: (level: "info" | "error", text: string, requestId?: string) => void;
}

/** Pino's numbers. */
const LEVELS = Object.freeze({ info: 30, error: 50 });

/** Writes to `output`: everything as lines of JSON where a log is kept, or else only what is told, as text. */
export const serverLog = (output: Pick<Output, "write">, keepsLog: boolean, nowMs: () => number): ServerLog => ({
  line: keepsLog ? (line) => output.write(line) : null,
  tell: (level, text, requestId = "") => {
    const time = nowMs();
    const name = requestId === "" ? {} : { reqId: requestId };
    output.write(
      keepsLog
        ? `${JSON.stringify({ level: LEVELS[level], time, ...name, msg: text })}\n`
        : `${new Date(time).toISOString()} ${text}\n`,
    );
  },
});
