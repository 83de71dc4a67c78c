import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from "node:zlib";
import type { CodingProblem } from "../cases/exchange.ts";

type Decode = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

const unzip: Decode = promisify(gunzip);
const deflated: Decode = promisify(inflate);
const deflatedRaw: Decode = promisify(inflateRaw);

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";

/** Some servers send deflate without its zlib wrapper, and clients read it. */
const inflated: Decode = async (bytes, options) => {
  try {
    return await deflated(bytes, options);
  } catch (error) {
    // Of what is no deflate in either form the first complaint is the one to tell.
    return deflatedRaw(bytes, options).catch((other) => Promise.reject(isTooLong(other) ? other : error));
  }
};

/** Source: RFC 9110 section 8.4.1 and RFC 8878. */
const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ["gzip", unzip],
  ["x-gzip", unzip],
  ["deflate", inflated],
  ["br", promisify(brotliDecompress)],
  ["zstd", promisify(zstdDecompress)],
  ["identity", async (bytes) => bytes],
]);

/** What undoing the content codings of a body gave. `too-long`: more than was to come of it. */
export type Decoded =
  | { readonly kind: "decoded"; readonly body: Uint8Array }
  | { readonly kind: "unreadable"; readonly problem: CodingProblem }
  | { readonly kind: "too-long" };

/** Undoes the content codings of a body, the last one first. An empty body is in any coding: there is nothing to code. */
export const decodeContent = async (
  body: Uint8Array,
  contentEncoding: string | null,
  maxBytes: number,
): Promise<Decoded> => {
  if (body.length === 0) return { kind: "decoded", body };
  const codings = (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "");
  let bytes = body;
  for (const coding of codings.toReversed()) {
    const decode = decoders.get(coding);
    if (decode === undefined)
      return { kind: "unreadable", problem: { kind: "unknown", coding, detail: "no known coding has this name" } };
    try {
      bytes = await decode(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      if (isTooLong(error)) return { kind: "too-long" };
      const detail = error instanceof Error ? error.message : String(error);
      return { kind: "unreadable", problem: { kind: "damaged", coding, detail } };
    }
  }
  return { kind: "decoded", body: bytes };
};
