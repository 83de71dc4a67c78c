import fc from "fast-check";
import { expect, it } from "vitest";
import { reportedBody } from "./reported-body.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

it("is the whole body where that is short enough", () => {
  expect(reportedBody(bytesOf("{}"), 2)).toBe("{}");
  expect(reportedBody(Buffer.from([0xff]), 2)).toEqual({ base64: "/w==" });
  expect(reportedBody(null, 2)).toBeNull();
});

it("is the beginning of a longer one, no character of which is cut, and the number of bytes that were left out", () => {
  expect(reportedBody(bytesOf("aé🧪z"), 6)).toEqual({ text: "aé", leftOutBytes: 5 });
  expect(reportedBody(Buffer.from([0xff, 1, 2]), 2)).toEqual({ base64: "/wE=", leftOutBytes: 1 });
  expect(reportedBody(bytesOf("abc"), 8, 100)).toEqual({ text: "abc", leftOutBytes: 100 });
});

it("accounts for every byte", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat({ max: 40 }), (bytes, maxBytes) => {
      const body = reportedBody(bytes, maxBytes);
      if (body === null || typeof body === "string" || !("leftOutBytes" in body)) return;
      const kept = "text" in body ? Buffer.from(body.text) : Buffer.from(body.base64, "base64");
      expect(kept.length).toBeLessThanOrEqual(maxBytes);
      expect(kept.length + body.leftOutBytes).toBe(bytes.length);
      expect(kept.equals(Buffer.from(bytes.subarray(0, kept.length)))).toBe(true);
    }),
  );
});
