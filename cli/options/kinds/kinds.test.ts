import { describe, expect, it } from "vitest";
import type { Kind } from "../kind.ts";
import { durationMs } from "./duration-ms.ts";
import { headerLine, headersOf, secretsInLine } from "./header-line.ts";
import { headerValue } from "./header-value.ts";
import { httpUrl } from "./http-url.ts";
import { listOf } from "./list-of.ts";
import { onOff } from "./on-off.ts";
import { oneOf } from "./one-of.ts";
import { rateChoice } from "./rate-choice.ts";
import { repeated } from "./repeated.ts";
import { text } from "./text.ts";
import { wholeNumber } from "./whole-number.ts";

const decode = (kind: Kind<unknown>, given: unknown): unknown => {
  const decoded = kind.decode(given);
  return decoded.isValid ? decoded.value : decoded;
};

const REFUSED = expect.objectContaining({ isValid: false });

describe("a duration", () => {
  it.each([
    ["500ms", 500],
    ["90s", 90_000],
    ["1.5m", 90_000],
    ["2h", 7_200_000],
  ])("%s is %i ms", (given, expected) => {
    expect(decode(durationMs, given)).toBe(expected);
  });

  it.each(["90", "s", "-1s", "0s", "1e3s", "1 s", "900h", "", 90, null])("is not %j", (given) => {
    expect(decode(durationMs, given)).toEqual(REFUSED);
  });
});

describe("a whole number", () => {
  const kind = wholeNumber(1, 100);

  it.each([
    ["1", 1],
    ["100", 100],
    [7, 7],
  ])("%j is %i", (given, expected) => {
    expect(decode(kind, given)).toBe(expected);
  });

  it.each(["0", "101", "abc", "1.5", "1e2", "0x10", "", " 1", 1.5, true, null, "99999999999999999999"])(
    "is not %j",
    (given) => {
      expect(decode(kind, given)).toEqual({ isValid: false, expected: "a whole number from 1 to 100" });
    },
  );
});

describe("a rate", () => {
  it.each([
    ["20", 20],
    [7, 7],
    ["auto", "auto"],
  ])("%j is %s", (given, expected) => {
    expect(decode(rateChoice, given)).toBe(expected);
  });

  it.each(["0", "AUTO", "auto ", "", "1.5", "fast", null, true, "1000001"])("is not %j", (given) => {
    const expected = "a whole number from 1 to 1000000, or auto";
    expect(decode(rateChoice, given)).toEqual({ isValid: false, expected });
  });
});

describe("a switch", () => {
  it.each([
    [true, true],
    ["true", true],
    ["1", true],
    [false, false],
    ["false", false],
    ["0", false],
  ])("%j is %j", (given, expected) => {
    expect(decode(onOff, given)).toBe(expected);
  });

  it.each(["yes", "TRUE", 1, null, "constructor"])("is not %j", (given) => {
    expect(decode(onOff, given)).toEqual(REFUSED);
  });
});

describe("one of some words", () => {
  it("is one of them, and names all where it is not", () => {
    expect(decode(oneOf(["a", "b", "c"]), "b")).toBe("b");
    expect(decode(oneOf(["a", "b", "c"]), "d")).toEqual({ isValid: false, expected: "a, b or c" });
  });
});

describe("a list", () => {
  const kind = listOf(oneOf(["a", "b"]));

  it("is text with commas, or an array", () => {
    expect(decode(kind, "a, b")).toEqual(["a", "b"]);
    expect(decode(kind, ["b"])).toEqual(["b"]);
  });

  it.each(["", "a,,b", "a,c", [], ["c"], 5])("is not %j", (given) => {
    expect(decode(kind, given)).toEqual(REFUSED);
  });
});

describe("a repeated value", () => {
  const kind = repeated(wholeNumber(0));

  it("is an array, or text with one a line", () => {
    expect(decode(kind, ["1", "2"])).toEqual([1, 2]);
    expect(decode(kind, "1\n2\n")).toEqual([1, 2]);
  });

  it("is refused for any bad part", () => {
    expect(decode(kind, ["1", "x"])).toEqual({ isValid: false, expected: "a whole number from 0 up" });
    expect(decode(kind, 5)).toEqual(REFUSED);
  });
});

describe("text", () => {
  it("is not empty", () => {
    expect(decode(text("PATH"), "a")).toBe("a");
    expect(decode(text("PATH"), "")).toEqual(REFUSED);
    expect(decode(text("PATH"), 5)).toEqual(REFUSED);
  });
});

describe("a URL", () => {
  it("is an origin with a path prefix, its closing slash gone", () => {
    expect(decode(httpUrl, "http://127.0.0.1:4020")).toBe("http://127.0.0.1:4020");
    expect(decode(httpUrl, "https://Host/a/b/")).toBe("https://host/a/b");
  });

  it.each(["localhost:4020", "ftp://a", "http://", "http://user:pw@a", "http://a/?b", "http://a/#c", "", 5])(
    "is not %j",
    (given) => {
      expect(decode(httpUrl, given)).toEqual(REFUSED);
    },
  );
});

describe("a header", () => {
  it("is a name and a value", () => {
    expect(decode(headerLine, "X-Trace: on off")).toBe("X-Trace: on off");
    expect(headersOf(["X-A: 1", "x-a:2", "B: c: d"])).toEqual({ "x-a": "1, 2", b: "c: d" });
  });

  it.each(["X-Trace", ": on", "X Trace: on", "X-Trace: ", "X: a\r\nY: b", "X: \u00e9", 5])("is not %j", (given) => {
    expect(decode(headerLine, given)).toEqual(REFUSED);
  });

  it("has a secret value where its name says so", () => {
    expect(secretsInLine("Authorization: Bearer abcdefgh")).toContain("abcdefgh");
    expect(secretsInLine("Cookie: sid=abcdefgh; theme=dark")).toContain("abcdefgh");
    expect(secretsInLine("Accept: application/json")).toEqual([]);
  });
});

describe("a header's value", () => {
  it.each([" key", "key\n", "k\u00e9y", "a\u0000b", ""])("is not %j", (given) => {
    expect(decode(headerValue("KEY"), given)).toEqual(REFUSED);
  });

  it("is printable ASCII", () => {
    expect(decode(headerValue("KEY"), "phak_a b~!")).toBe("phak_a b~!");
  });
});
