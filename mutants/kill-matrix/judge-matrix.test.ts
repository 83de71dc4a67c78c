import { describe, expect, it } from "vitest";
import type { Mutant } from "../define-mutant.ts";
import { judgeMatrix } from "./judge-matrix.ts";
import { failedTrial, type Trial } from "./trial.ts";

const mutant = (name: string, ...killedBy: readonly string[]): Mutant => ({
  name,
  bug: "It is broken.",
  changes: { at: "steps", make: () => ({}) },
  killedBy,
});

const trial = (name: string, ...laws: readonly string[]): Trial => ({
  mutant: name,
  kills: laws.map((law) => ({ law, requests: 1, elapsedMs: 1, steps: [], needless: null })),
  requests: 2,
  durationMs: 3,
  budget: "learning",
  isWhole: false,
  failure: null,
});

const complaints = (...args: Parameters<typeof judgeMatrix>): readonly string[] => judgeMatrix(...args).complaints;

describe("a matrix", () => {
  it("is right where each mutant dies by the laws that it names, and the one without a bug survives", () => {
    const mutants = [mutant("a", "x", "y"), mutant("sound")];
    const laws = [{ id: "y", kills: ["a"] }];
    expect(complaints(mutants, laws, [trial("a", "z", "y", "x"), trial("sound")])).toEqual([]);
  });

  it("complains of a mutant that survives", () => {
    expect(complaints([mutant("a", "x")], [], [trial("a")])).toEqual(["a survived; expected to kill it: x."]);
  });

  it("complains of a mutant that dies by other laws alone", () => {
    expect(complaints([mutant("a", "x")], [], [trial("a", "z")])).toEqual([
      "a died by z alone; expected to kill it: x.",
    ]);
  });

  it("complains of a law that misses a mutant which names it", () => {
    expect(complaints([mutant("a", "x", "y")], [], [trial("a", "z", "y")])).toEqual([
      "a is to be killed by x too, and died by z, y.",
    ]);
  });

  it("complains of a finding that could do with less", () => {
    const tried = trial("a", "x");
    const kills = tried.kills.map((kill) => ({ ...kill, needless: ["{}", "[]"] }));
    expect(complaints([mutant("a", "x")], [], [{ ...tried, kills }])).toEqual([
      "x shows a with more than it takes: {} then [] would do.",
    ]);
  });

  it("complains where the one without a bug dies", () => {
    expect(complaints([mutant("sound")], [], [trial("sound", "x")])).toEqual(["sound has no bug and died: x."]);
  });

  it("complains of a trial without a verdict, and of none", () => {
    expect(complaints([mutant("a", "x")], [], [failedTrial("a", 1, "it broke down")])).toEqual([
      "a came to no verdict: it broke down.",
    ]);
    expect(complaints([mutant("a", "x")], [], [])).toEqual(["a was not tried."]);
  });

  it("complains of a law that kills nothing, and of one that misses what it is to kill", () => {
    const laws = [
      { id: "x", kills: ["b"] },
      { id: "y", kills: [] },
    ];
    expect(complaints([mutant("a", "x")], laws, [trial("a", "x")])).toEqual([
      "The law x is to kill b, and does not.",
      "The law y kills nothing.",
    ]);
  });
});
