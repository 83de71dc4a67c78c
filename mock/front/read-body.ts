import type { IncomingMessage } from "node:http";

/** A request body, or why there is none. */
export type RawBody =
  | { readonly kind: "complete"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  | { readonly kind: "broken-off" };

/** The longest body that is kept. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** A longer one is read on so far, for a client that is still sending when the connection ends never sees the answer. */
export const MAX_READ_BYTES = 16 * MAX_BODY_BYTES;

/** Reads a body of `maxBytes` at most. Never rejects. */
export const readBody = (request: IncomingMessage, maxBytes: number): Promise<RawBody> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else if (bytes > MAX_READ_BYTES) resolve({ kind: "too-large" });
    });
    request.once("end", () =>
      resolve(bytes > maxBytes ? { kind: "too-large" } : { kind: "complete", bytes: Buffer.concat(chunks) }),
    );
    request.once("close", () => resolve({ kind: "broken-off" }));
  });
