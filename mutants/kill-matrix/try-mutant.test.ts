import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadMutant } from "../load-mutants.ts";
import { type MutantWorld, openMutantWorld } from "../start-mutant.ts";
import { decodeTrialTerms } from "./trial.ts";
import { tryMutant } from "./try-mutant.ts";

const terms = { seed: 7, cases: 200, isThorough: true, isWhole: false };

let world: MutantWorld;

beforeAll(async () => {
  world = await openMutantWorld();
});

afterAll(() => world.close());

describe("a trial", () => {
  it("is over when every law that has to find the mutant has done so", async () => {
    const trial = await tryMutant(world, await loadMutant("conflicts-always-zero"), terms);
    expect(trial).toMatchObject({ mutant: "conflicts-always-zero", isWhole: false, failure: null });
    expect(trial.kills.map(({ law }) => law)).toContain("counts-match-items");
    expect(trial.requests).toBeLessThan(500);
  });

  it("goes on to the whole gate where the laws that have to find it do not", async () => {
    const { changes, ...mutant } = await loadMutant("conflicts-always-zero");
    const misjudged = { ...mutant, changes, killedBy: ["bad-key-is-refused"] };
    const trial = await tryMutant(world, misjudged, terms);
    expect(trial.isWhole).toBe(true);
    expect(trial.kills.map(({ law }) => law)).toContain("counts-match-items");
  });
});

describe("the terms of a trial", () => {
  it("are read from JSON", () => {
    expect(decodeTrialTerms(JSON.stringify(terms))).toEqual(terms);
  });

  it.each([undefined, "{}", '{"seed":"7","cases":200,"isWhole":false}', '{"seed":7}'])(
    "are not taken from %s",
    (text) => {
      expect(() => decodeTrialTerms(text)).toThrow("no terms of a trial");
    },
  );
});
