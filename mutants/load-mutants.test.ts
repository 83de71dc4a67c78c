import { describe, expect, it } from "vitest";
import { loadLaws } from "../conformance/index.ts";
import { loadMutant, loadMutants } from "./load-mutants.ts";

const mutants = await loadMutants();
const laws = await loadLaws();

describe("the catalogue", () => {
  it("has at least eighty mutants, and one without a bug", () => {
    expect(mutants.filter(({ killedBy }) => killedBy.length > 0).length).toBeGreaterThanOrEqual(80);
    expect(mutants.filter(({ killedBy }) => killedBy.length === 0).map(({ name }) => name)).toEqual(["no-bug-at-all"]);
  });

  it("expects its mutants to be killed by laws that there are", () => {
    const ids = laws.map(({ id }) => id);
    expect(
      mutants.flatMap(({ name, killedBy }) => killedBy.filter((id) => !ids.includes(id)).map((id) => [name, id])),
    ).toEqual([]);
  });

  it("has every mutant that a law is to kill, and for each law one", () => {
    const names = mutants.map(({ name }) => name);
    expect(
      laws.flatMap(({ id, kills }) => kills.filter((name) => !names.includes(name)).map((name) => [id, name])),
    ).toEqual([]);
    expect(laws.filter(({ kills }) => kills.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it("tells each bug in one sentence of its own", () => {
    expect(mutants.filter(({ bug }) => !/^[A-Z`0-9].*\.$/.test(bug)).map(({ name }) => name)).toEqual([]);
    expect(new Set(mutants.map(({ bug }) => bug)).size).toBe(mutants.length);
  });

  it("gives no mutant that it does not have", async () => {
    await expect(loadMutant("no-such-bug")).rejects.toThrow();
  });
});
