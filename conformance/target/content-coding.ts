import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from "node:zlib";

type Decode = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

const unzip: Decode = promisify(gunzip);
const deflated: Decode = promisify(inflate);
const deflatedRaw: Decode = promisify(inflateRaw);

/** Source: RFC 9110 section 8.4.1 and RFC 8878. Some servers send deflate without its zlib wrapper, and clients read it. */
const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ["gzip", unzip],
  ["x-gzip", unzip],
  ["deflate", (bytes, options) => deflated(bytes, options).catch(() => deflatedRaw(bytes, options))],
  ["br", promisify(brotliDecompress)],
  ["zstd", promisify(zstdDecompress)],
  ["identity", async (bytes) => bytes],
]);

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";

/**
 * A body without its content codings. `too-long` where more than `maxBytes` would come of them; null where one is unknown, or the bytes
 * are not what they are said to be: nothing can be said of such a body.
 */
export const decodeContent = async (
  body: Uint8Array,
  contentEncoding: string | null,
  maxBytes: number,
): Promise<Uint8Array | "too-long" | null> => {
  const codings = (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "");
  let bytes = body;
  for (const coding of codings.toReversed()) {
    const decode = decoders.get(coding);
    if (decode === undefined) return null;
    try {
      bytes = await decode(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      return isTooLong(error) ? "too-long" : null;
    }
  }
  return bytes;
};
