import { describe, expect, it } from "vitest";
import type { CataloguedMutant } from "../load-mutants.ts";
import { matrixPage, median } from "./matrix-page.ts";
import type { Trial } from "./trial.ts";

const trial = (steps: readonly string[]): Trial => ({
  mutant: "broken",
  kills: [
    { law: "first-law", requests: 12, elapsedMs: 340, steps, needless: null },
    { law: "second-law", requests: 99, elapsedMs: 900, steps: ["another"], needless: null },
  ],
  requests: 100,
  durationMs: 1_200,
  budget: "learning",
  isWhole: false,
  failure: null,
});

const mutants: readonly CataloguedMutant[] = [
  {
    name: "broken",
    bug: "It is | broken.",
    changes: { at: "steps", make: () => ({}) },
    killedBy: ["first-law"],
    seam: "limit",
  },
];

const page = (trials: readonly Trial[], complaints: readonly string[] = []): string =>
  matrixPage({ trials, complaints }, mutants, {
    lawIds: ["first-law", "second-law", "idle-law"],
    seed: 7,
    totalMs: 61_000,
  });

describe("the page of the matrix", () => {
  it("tells of each mutant the laws that killed it, and the first finding", () => {
    const step = "member PATCH /api/v1/cvms/instance-ids {}";
    expect(page([trial([step, step])])).toContain(
      "| **broken** It is \\| broken. | first-law, second-law | 12 | 0.3 s | 1.2 s | `` member {} `` then the same |",
    );
  });

  it("says that a mutant survives, and why there is no verdict", () => {
    expect(page([{ ...trial([]), kills: [] }])).toContain("| survives |  |  | 1.2 s |  |");
    expect(page([{ ...trial([]), kills: [], failure: "it hung" }])).toContain("no verdict: it hung");
  });

  it("counts what each law kills", () => {
    const text = page([trial([])]);
    expect(text).toContain("| first-law | 1 |  |");
    expect(text).toContain("| idle-law | 0 |  |");
  });

  it("counts the mutants by what they break, and shows them under it", () => {
    const text = page([trial([])]);
    expect(text).toContain("| limit | 1 | 1 |");
    expect(text.indexOf("### limit")).toBeLessThan(text.indexOf("| **broken**"));
    expect(page([{ ...trial([]), kills: [] }])).toContain("| limit | 1 | 0 |");
  });

  it("says how many are killed, and how long that takes", () => {
    const text = page([trial([])]);
    expect(text).toContain("**1 of 1 are killed.**");
    expect(text.replaceAll("\n", " ")).toContain("after 0.3 s in the median; a trial takes 1.2 s in the median");
    expect(page([{ ...trial([]), kills: [] }])).toContain("**0 of 1 are killed.**");
  });

  it("names what is wrong", () => {
    expect(page([], ["One survives."])).toContain("- One survives.");
    expect(page([])).not.toContain("What is wrong");
  });
});

describe("a median", () => {
  it("is a middle one in order of size, and 0 of nothing", () => {
    expect(median([9, 10, 1])).toBe(9);
    expect(median([])).toBe(0);
  });
});
