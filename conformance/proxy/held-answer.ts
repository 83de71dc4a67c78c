import type { IncomingMessage } from "node:http";

/** An answer that was held back until it was whole, or for as long as it could be. */
export interface HeldAnswer {
  /** `whole`: all of it is in `chunks`. `too-long`: there is more to come than may be held. `cut-off`: the connection ended first. */
  readonly end: "whole" | "too-long" | "cut-off";
  readonly chunks: readonly Uint8Array[];
}

/** Holds an answer back up to `maxBytes`. What is left of one that is too long stays in the stream. */
export const holdAnswer = (answer: IncomingMessage, maxBytes: number): Promise<HeldAnswer> =>
  new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    const finish = (end: HeldAnswer["end"]): void => {
      answer.off("data", onData).off("end", onEnd).off("close", onClose);
      resolve({ end, chunks });
    };
    const onData = (chunk: Uint8Array): void => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= maxBytes) return;
      answer.pause();
      finish("too-long");
    };
    const onEnd = (): void => finish("whole");
    const onClose = (): void => finish("cut-off");
    // Told of by `close` as well, which ends the holding.
    answer.on("error", () => {});
    answer.on("data", onData).once("end", onEnd).once("close", onClose);
  });
