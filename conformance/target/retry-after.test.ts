import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const NOW = Date.parse("2026-01-21T10:00:00Z");
const DATE = { date: "Wed, 21 Jan 2026 12:00:00 GMT" };

describe("Retry-After", () => {
  it.each<[string, Readonly<Record<string, string>>, number | null]>([
    ["seconds", { "retry-after": "3" }, 3_000],
    ["no time at all", { "retry-after": "0" }, 0],
    ["a date, counted from the answer's own", { "retry-after": "Wed, 21 Jan 2026 12:00:05 GMT", ...DATE }, 5_000],
    ["a date, counted from now", { "retry-after": "Wed, 21 Jan 2026 10:00:02 GMT" }, 2_000],
    ["a date of the obsolete kinds", { "retry-after": "Wednesday, 21-Jan-26 12:00:05 GMT", ...DATE }, 5_000],
    ["a date that is over", { "retry-after": "Wed, 21 Jan 2026 11:00:00 GMT", ...DATE }, 0],
    ["no header", {}, null],
    ["an empty one", { "retry-after": "" }, null],
    ["less than nothing", { "retry-after": "-5" }, null],
    ["rubbish", { "retry-after": "soon" }, null],
    ["several values", { "retry-after": "1, 2" }, null],
    ["no such date", { "retry-after": "Wed, 99 Foo 2026 12:00:05 GMT" }, null],
  ])("that is %s", (_, headers, ms) => {
    expect(retryAfterMs(headers, NOW)).toBe(ms);
  });
});
