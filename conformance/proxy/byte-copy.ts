import type { Readable } from "node:stream";

/** A copy of the bytes that flow through a stream, up to a bound. */
export interface ByteCopy {
  /** All bytes, or null where there were more than the bound, or not all have come. */
  readonly whole: () => Uint8Array | null;
}

/** Copies what a stream gives to others, holding it up in no way. */
export const copyBytes = (stream: Readable, maxBytes: number): ByteCopy => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let hasEnded = false;
  stream.on("data", (chunk: Uint8Array) => {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  stream.once("end", () => {
    hasEnded = true;
  });
  return { whole: () => (hasEnded && length <= maxBytes ? Buffer.concat(chunks) : null) };
};
