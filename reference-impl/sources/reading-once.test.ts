import { describe, expect, it } from "vitest";
import { readingOnce } from "./reading-once.ts";

describe("reading once", () => {
  it("reads the same bytes again only after others", () => {
    const seen: string[] = [];
    const read = readingOnce((body) => {
      seen.push(body.toString());
      return { length: body.length };
    });
    const first = read(Buffer.from("ab"));
    expect(read(Buffer.from("ab"))).toBe(first);
    expect(read(Buffer.from("ac"))).toEqual({ length: 2 });
    expect(read(Buffer.from("ab"))).toEqual(first);
    expect(seen).toEqual(["ab", "ac", "ab"]);
  });
});
