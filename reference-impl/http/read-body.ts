import type { IncomingMessage } from "node:http";

/** A request body, or why there is none. `endless`: too large even to be read to its end. */
export type RawBody =
  | { readonly kind: "complete"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  | { readonly kind: "endless" }
  | { readonly kind: "broken-off" };

/** How much of a body is kept, and how much more is read and thrown away. */
export interface BodyLimits {
  readonly maxBytes: number;
  readonly maxDiscardedBytes: number;
}

/**
 * Reads a body. One that is too large is read to its end all the same, within reason: a client that is still sending when the
 * connection is closed never sees the answer. Never rejects.
 */
export const readBody = (request: IncomingMessage, { maxBytes, maxDiscardedBytes }: BodyLimits): Promise<RawBody> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    if (Number(request.headers["content-length"]) > maxBytes + maxDiscardedBytes) {
      resolve({ kind: "endless" });
      return;
    }
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (length > maxBytes + maxDiscardedBytes) resolve({ kind: "endless" });
    });
    request.once("end", () =>
      resolve(length > maxBytes ? { kind: "too-large" } : { kind: "complete", bytes: Buffer.concat(chunks) }),
    );
    // Comes last in any case, also where the sender went away.
    request.once("close", () => resolve({ kind: "broken-off" }));
  });
