import type { ReportedBody, WholeBody } from "../report/report.ts";

/** No body has more bytes in a report. */
export const MAX_REPORTED_BYTES = 64 * 1024;

const utf8 = { fatal: true, ignoreBOM: true } as const;

/** All bytes of a body in the form that reports and the corpus carry. */
export const wholeBody = (body: Uint8Array | null): WholeBody => {
  if (body === null) return null;
  try {
    return new TextDecoder("utf-8", utf8).decode(body);
  } catch {
    return { base64: Buffer.from(body).toString("base64") };
  }
};

/** A body in the form that reports carry: whole, or its first `maxBytes` and how many more there were. `leftOutBytes` were not kept before. */
export const reportedBody = (body: Uint8Array | null, maxBytes: number, leftOutBytes = 0): ReportedBody => {
  if (body === null || (body.length <= maxBytes && leftOutBytes === 0)) return wholeBody(body);
  const kept = body.subarray(0, maxBytes);
  try {
    // A character that is cut in the middle is left out.
    const text = new TextDecoder("utf-8", utf8).decode(kept, { stream: true });
    return { text, leftOutBytes: leftOutBytes + body.length - Buffer.byteLength(text) };
  } catch {
    return {
      base64: Buffer.from(kept).toString("base64"),
      leftOutBytes: leftOutBytes + body.length - kept.length,
    };
  }
};
