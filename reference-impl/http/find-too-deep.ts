const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENERS = new Set([0x5b, 0x7b]);
const CLOSERS = new Set([0x5d, 0x7d]);

/** The offset in bytes at which a JSON text nests deeper than `maxDepth`, or null where it never does. The text need not be valid. */
export const findTooDeep = (bytes: Uint8Array, maxDepth: number): number | null => {
  // Each level takes a byte, so that a short text needs no reading.
  if (bytes.length <= maxDepth) return null;
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isInString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (OPENERS.has(byte)) {
      depth += 1;
      if (depth > maxDepth) return at;
    } else if (CLOSERS.has(byte)) depth -= 1;
  }
  return null;
};
