import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadLaws } from "../conformance/index.ts";
import { loadMutant, loadMutants, seamsOf } from "./load-mutants.ts";

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

  it("has no folder in which one can't see what is covered", () => {
    const seams = Map.groupBy(mutants, ({ seam }) => seam);
    expect([...seams].filter(([, { length }]) => length > 40).map(([seam]) => seam)).toEqual([]);
  });

  it("finds a mutant in whatever folder, and refuses two of one name or one in none", () => {
    expect([...seamsOf([join("limit", "b.ts"), join("access", "a.ts")])]).toEqual([
      ["a", "access"],
      ["b", "limit"],
    ]);
    expect(() => seamsOf([join("limit", "a.ts"), join("access", "a.ts")])).toThrow("in limit/ and in access/");
    expect(() => seamsOf(["a.ts"])).toThrow("a.ts is not directly in a folder");
  });

  it("gives no mutant that it does not have", async () => {
    await expect(loadMutant("no-such-bug")).rejects.toThrow();
  });
});
