import { describe, expect, it } from "vitest";
import { httpUrl } from "./kinds/http-url.ts";
import { onOff } from "./kinds/on-off.ts";
import { repeated } from "./kinds/repeated.ts";
import { text } from "./kinds/text.ts";
import { wholeNumber } from "./kinds/whole-number.ts";
import { option, optional } from "./option.ts";
import { readArgv } from "./read-argv.ts";

const options = [
  optional("target", httpUrl, ""),
  optional("seed", wholeNumber(0), ""),
  optional("api-key", text("KEY"), ""),
  option("allow-writes", onOff, "", false),
  option("header", repeated(text("HEADER")), "", []),
];

const read = (...argv: string[]) => readArgv(argv, options);

const valuesOf = (...argv: string[]): Record<string, unknown> =>
  Object.fromEntries([...read(...argv).given].map(([name, { value }]) => [name, value]));

describe("a command line", () => {
  it("gives values to flags, with a space or an equals sign between", () => {
    expect(valuesOf("--target", "http://a", "--seed=5")).toEqual({ target: "http://a", seed: "5" });
  });

  it("turns switches on and off", () => {
    expect(valuesOf("--allow-writes")).toEqual({ "allow-writes": true });
    expect(valuesOf("--no-allow-writes")).toEqual({ "allow-writes": false });
  });

  it("collects repeatable flags in order", () => {
    expect(valuesOf("--header", "a", "--header=b")).toEqual({ header: ["a", "b"] });
  });

  it("takes a value that begins with one dash, and one with two after an equals sign", () => {
    expect(valuesOf("--seed", "-5", "--api-key=--x")).toEqual({ seed: "-5", "api-key": "--x" });
  });

  it("keeps the words that belong to no flag", () => {
    expect(read("one", "--seed", "5", "two").operands).toEqual(["one", "two"]);
    expect(read("--", "--seed").operands).toEqual(["--seed"]);
  });

  it("may ask for help", () => {
    expect(read("--help").wantsHelp).toBe(true);
    expect(read("-h").wantsHelp).toBe(true);
    expect(read("--seed", "5").wantsHelp).toBe(false);
  });
});

describe("a command line is refused", () => {
  it.each([
    [["--targt", "x"], "Unknown flag --targt. Did you mean --target?"],
    [["--__proto__", "x"], "Unknown flag --__proto__."],
    [["-t", "x"], "Unknown flag -t."],
    [["--no-seed"], "Unknown flag --no-seed."],
    [["--target"], "--target needs a value: --target URL."],
    [["--target", "--seed", "5"], "--target needs a value"],
    [["--allow-writes=yes"], "--allow-writes takes no value: write --allow-writes or --no-allow-writes."],
    [["--seed", "1", "--seed", "2"], "--seed is given twice. Keep one of them."],
    [["--allow-writes", "--no-allow-writes"], "--allow-writes is given twice. Keep one of them."],
  ])("%j: %s", (argv, message) => {
    expect(() => read(...argv)).toThrow(message);
  });

  it.each([[["--apikey=SECRET"]], [["--allow-writes=SECRET"]], [["--api-key=SECRET", "--api-key", "SECRET"]]])(
    "%j without showing the value",
    (argv) => {
      expect(() => read(...argv)).toThrow(/^(?!.*SECRET)/s);
      expect(() => read(...argv)).not.toThrow(/SECRET/);
    },
  );
});
