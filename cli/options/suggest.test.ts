import { describe, expect, it } from "vitest";
import { nearest, suggestion } from "./suggest.ts";

const FLAGS = ["--target", "--time", "--timeout", "--api-key", "--admin-key", "--rate", "--report"];

describe("the nearest word", () => {
  it.each([
    ["--targt", "--target"],
    ["--tagret", "--target"],
    ["--apikey", "--api-key"],
    ["--api_key", "--api-key"],
    ["--REPORT", "--report"],
    ["--tiemout", "--timeout"],
  ])("to %s is %s", (seen, expected) => {
    expect(nearest(seen, FLAGS)).toBe(expected);
  });

  it.each(["--verbose", "--x", ""])("to %j is none", (seen) => {
    expect(nearest(seen, FLAGS)).toBeNull();
  });

  it("is asked for in a sentence", () => {
    expect(suggestion("--targt", FLAGS)).toBe(" Did you mean --target?");
    expect(suggestion("--verbose", FLAGS)).toBe("");
  });
});
